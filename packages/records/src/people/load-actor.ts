import { type Kysely, sql } from 'kysely';
import type { Actor, Channel } from '../actor.ts';
import { managerSql } from './managers.ts';

/**
 * The person as an actor, in one statement; null when unknown or not active. Roles come directly, through groups, and
 * from the departments one belongs to (a grant to a department holds for those below it too).
 */
export async function loadActor(
  db: Kysely<unknown>,
  userId: string,
  channel: Channel = 'person',
): Promise<Actor | null> {
  const { rows } = await sql<ActorRow>`
    with recursive own(id) as (
      select department from tangram.person where id = ${userId}::uuid and department is not null
      union select id from tangram.department where head = ${userId}::uuid
    ), below(id) as (
      select id from own union select d.id from tangram.department as d join below on d.parent = below.id
    ), above(id) as (
      select department from tangram.person where id = ${userId}::uuid and department is not null
      union select d.parent from tangram.department as d join above on d.id = above.id where d.parent is not null
    ), in_group as (
      select g.id, g.key from tangram.people_group_member as m
      join tangram.people_group as g on g.id = m.group_id where m.person_id = ${userId}::uuid
    )
    select p.id, p.name, p.email, p.is_administrator, ${managerSql('p')} as manager,
      array(select id::text from own order by id is distinct from p.department, id) as departments,
      array(select id::text from below order by id) as departments_below,
      array(select key from in_group order by key) as groups,
      (select coalesce(jsonb_agg(distinct jsonb_build_object('app', r.app, 'role', r.role)), '[]') from tangram.role_grant as r
        where r.person_id = p.id or r.group_id in (select id from in_group) or r.department_id in (select id from above)) as roles
    from tangram.person as p where p.id = ${userId}::uuid and p.is_active`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  return {
    userId: row.id,
    name: row.name,
    email: row.email,
    channel,
    isAdministrator: row.is_administrator,
    roles: row.roles,
    departments: row.departments,
    departmentsBelow: row.departments_below,
    groups: row.groups,
    manager: row.manager,
  };
}

interface ActorRow {
  id: string;
  name: string;
  email: string | null;
  is_administrator: boolean;
  manager: string | null;
  departments: string[];
  departments_below: string[];
  groups: string[];
  roles: { app: string; role: string }[];
}

/**
 * Actors kept in memory. Whoever opens this must call `forget` at every notification `tangram_people` (sent by
 * triggers on the tables, whatever program changed them), and whenever the listening connection was lost.
 */
export function keepActors(db: Kysely<unknown>): { actor(userId: string): Promise<Actor | null>; forget(): void } {
  let kept = new Map<string, Promise<Actor | null>>();
  return {
    actor(userId) {
      let actor = kept.get(userId);
      if (actor === undefined) {
        if (kept.size >= 10_000) kept = new Map();
        const into = kept;
        into.set(userId, (actor = loadActor(db, userId)));
        actor.catch(() => into.delete(userId));
      }
      return actor;
    },
    forget() {
      kept = new Map();
    },
  };
}
