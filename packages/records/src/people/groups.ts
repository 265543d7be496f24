import { type LocalText, PlatformError } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { NewId } from '../catalog.ts';
import { recordProblem } from '../errors.ts';
import type { PeopleTables } from './tables.ts';

export interface PeopleGroup {
  readonly id: string;
  readonly key: string;
  readonly title: LocalText;
  /** The application whose rules speak of it; null for one of the whole organisation. */
  readonly app: string | null;
  readonly members: readonly GroupMember[];
}

export interface GroupMember {
  readonly id: string;
  readonly name: string;
  /** Where in the turn he stands. */
  readonly position: number;
  readonly isActive: boolean;
  readonly absentFrom: string | null;
  readonly absentUntil: string | null;
}

/** Every group, or those of one application (`key` narrows to one), with their members in turn. */
export async function readGroups(
  db: Kysely<unknown>,
  query: { readonly app?: string; readonly key?: string } = {},
): Promise<PeopleGroup[]> {
  const { rows } = await sql<PeopleGroup>`
    select g.id, g.key, g.title, g.app, coalesce((
      select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'position', m.position, 'isActive', p.is_active,
          'absentFrom', p.absent_from, 'absentUntil', p.absent_until)
        order by m.position, p.id)
      from tangram.people_group_member as m join tangram.person as p on p.id = m.person_id where m.group_id = g.id
    ), '[]') as members
    from tangram.people_group as g
    where (${query.app ?? null}::text is null or g.app = ${query.app ?? null})
      and (${query.key ?? null}::text is null or g.key = ${query.key ?? null})
    order by g.app nulls first, g.key`.execute(db);
  return rows;
}

/** Makes the group unless it is there; returns its id. */
export async function ensureGroup(
  db: Kysely<unknown>,
  group: { readonly key: string; readonly title: LocalText; readonly app: string | null },
  newId: NewId,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into tangram.people_group (id, key, title, app)
    values (${newId()}::uuid, ${group.key}, ${JSON.stringify(group.title)}::jsonb, ${group.app})
    on conflict (app, key) do update set key = excluded.key returning id`.execute(db);
  return (rows[0] as { id: string }).id;
}

export async function renameGroup(db: Kysely<unknown>, id: string, title: LocalText): Promise<void> {
  const result =
    await sql`update tangram.people_group set title = ${JSON.stringify(title)}::jsonb where id = ${id}::uuid`.execute(
      db,
    );
  if (result.numAffectedRows === 0n) throw new PlatformError('not-found', [recordProblem('GROUP_UNKNOWN')]);
}

export async function removeGroup(db: Kysely<unknown>, id: string): Promise<void> {
  await db.withTables<PeopleTables>().deleteFrom('tangram.people_group').where('id', '=', id).execute();
}

/** These people, in this turn, and nobody else. `GROUP_UNKNOWN`, `PERSON_UNKNOWN`. */
export async function setGroupMembers(db: Kysely<unknown>, id: string, personIds: readonly string[]): Promise<void> {
  const ids = [...new Set(personIds)];
  const { rows } = await sql<{ groups: number; persons: number }>`
    select (select count(*) from tangram.people_group where id = ${id}::uuid)::int as groups,
           (select count(*) from tangram.person where id = any(${ids}::uuid[]))::int as persons`.execute(db);
  const found = rows[0] as { groups: number; persons: number };
  if (found.groups === 0) throw new PlatformError('not-found', [recordProblem('GROUP_UNKNOWN')]);
  if (found.persons < ids.length) throw new PlatformError('not-found', [recordProblem('PERSON_UNKNOWN', '/members')]);
  await sql`
    with kept as (
      insert into tangram.people_group_member (group_id, person_id, position)
      select ${id}::uuid, x.person, x.position from unnest(${ids}::uuid[]) with ordinality as x(person, position)
      on conflict (group_id, person_id) do update set position = excluded.position returning person_id
    )
    delete from tangram.people_group_member
    where group_id = ${id}::uuid and person_id <> all(${ids}::uuid[]) and (select count(*) from kept) >= 0`.execute(db);
}
