import { readGroups, readManagers } from '@tangram/records';
import { type Kysely, sql } from 'kysely';
import type { People, PeopleQuery, Person } from './people.ts';

/** People, groups and grants as the records engine keeps them, read inside the transaction of `db`. */
export function storedPeople(db: Kysely<unknown>): People {
  return {
    async find(app, queries) {
      const ids: string[] = [];
      for (const query of queries) ids.push(...(await idsOf(db, app, query)));
      return activePeople(db, [...new Set(ids)]);
    },
  };
}

async function idsOf(db: Kysely<unknown>, app: string, query: PeopleQuery): Promise<string[]> {
  switch (query.type) {
    case 'person':
      return [query.id];
    case 'manager': {
      const manager = (await readManagers(db, [query.of])).get(query.of);
      return manager === undefined ? [] : [manager];
    }
    case 'group': {
      const groups = await readGroups(db, { key: query.group });
      // A group of the application goes before one of the whole organisation with the same key.
      const group = groups.find((one) => one.app === app) ?? groups.find((one) => one.app === null);
      return (group?.members ?? []).map((member) => member.id);
    }
    case 'role':
      return roleHolders(db, app, query.role);
    case 'administrators': {
      const { rows } = await sql<{ id: string }>`
        select id from tangram.person where is_administrator and is_active order by created_at, id`.execute(db);
      return rows.map((row) => row.id);
    }
  }
}

/** Directly, through a group, and through departments: a grant to a department holds for those below it too. */
async function roleHolders(db: Kysely<unknown>, app: string, role: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive held as (select person_id, group_id, department_id from tangram.role_grant where app = ${app} and role = ${role}),
    below(id) as (
      select department_id from held where department_id is not null
      union select d.id from tangram.department as d join below on d.parent = below.id
    )
    select p.id from tangram.person as p
    where p.is_active and (
      p.id in (select person_id from held)
      or p.id in (select m.person_id from tangram.people_group_member as m join held on held.group_id = m.group_id)
      or p.department in (select id from below)
      or p.id in (select d.head from tangram.department as d join below on below.id = d.id)
    ) order by p.created_at, p.id`.execute(db);
  return rows.map((row) => row.id);
}

async function activePeople(db: Kysely<unknown>, ids: readonly string[]): Promise<Person[]> {
  const known = ids.filter((id) => uuid.test(id));
  if (known.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from tangram.person where id = any(${known}::uuid[]) and is_active`.execute(db);
  return known.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
