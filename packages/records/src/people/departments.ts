import { type LocalText, PlatformError } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { NewId } from '../catalog.ts';
import { recordProblem } from '../errors.ts';
import type { PeopleTables } from './tables.ts';

export interface Department {
  readonly id: string;
  readonly title: LocalText;
  /** Null at the top. */
  readonly parent: string | null;
  /** The person who leads it. */
  readonly head: string | null;
}

export function readDepartments(db: Kysely<unknown>): Promise<Department[]> {
  return db
    .withTables<PeopleTables>()
    .selectFrom('tangram.department')
    .select(['id', 'title', 'parent', 'head'])
    .orderBy('id')
    .execute();
}

/** Makes the department (`id` missing) or changes it; returns its id. `DEPARTMENT_UNKNOWN`, `DEPARTMENT_LOOP`, `PERSON_UNKNOWN`. */
export async function saveDepartment(
  db: Kysely<unknown>,
  department: Omit<Department, 'id'> & { readonly id?: string },
  newId: NewId,
): Promise<string> {
  const { id, parent, head } = department;
  const { rows } = await sql<{ own: boolean; parent: boolean; head: boolean; loop: boolean }>`
    with recursive up(id) as (
      select ${parent}::uuid union select d.parent from tangram.department as d join up on d.id = up.id
    )
    select exists (select 1 from tangram.department where id = ${id ?? null}::uuid) as own,
      exists (select 1 from tangram.department where id = ${parent}::uuid) as parent,
      exists (select 1 from tangram.person where id = ${head}::uuid) as head,
      exists (select 1 from up where id = ${id ?? null}::uuid) as loop`.execute(db);
  const found = rows[0] as { own: boolean; parent: boolean; head: boolean; loop: boolean };
  if (id !== undefined && !found.own) throw new PlatformError('not-found', [recordProblem('DEPARTMENT_UNKNOWN')]);
  if (parent !== null && !found.parent)
    throw new PlatformError('invalid', [recordProblem('DEPARTMENT_UNKNOWN', '/parent')]);
  if (head !== null && !found.head) throw new PlatformError('invalid', [recordProblem('PERSON_UNKNOWN', '/head')]);
  if (found.loop) throw new PlatformError('conflict', [recordProblem('DEPARTMENT_LOOP', '/parent')]);
  const own = id ?? newId();
  await sql`
    insert into tangram.department (id, title, parent, head)
    values (${own}::uuid, ${JSON.stringify(department.title)}::jsonb, ${parent}::uuid, ${head}::uuid)
    on conflict (id) do update set title = excluded.title, parent = excluded.parent, head = excluded.head`.execute(db);
  return own;
}

/** Its people stay, without a department. `DEPARTMENT_NOT_EMPTY` while departments lie below it. */
export async function removeDepartment(db: Kysely<unknown>, id: string): Promise<void> {
  const tables = db.withTables<PeopleTables>();
  const below = await tables.selectFrom('tangram.department').select('id').where('parent', '=', id).limit(1).execute();
  if (below.length > 0) throw new PlatformError('conflict', [recordProblem('DEPARTMENT_NOT_EMPTY')]);
  await tables.deleteFrom('tangram.department').where('id', '=', id).execute();
}
