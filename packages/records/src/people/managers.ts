import { type Kysely, type RawBuilder, sql } from 'kysely';

/**
 * The active manager of each person who has one: his own, else the head of his department, else of the department
 * above, and so on. Nobody is his own manager.
 */
export async function readManagers(db: Kysely<unknown>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; manager: string | null }>`
    select p.id, ${managerSql('p')} as manager from tangram.person as p where p.id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.flatMap((row) => (row.manager === null ? [] : [[row.id, row.manager] as const])));
}

/** The manager of the person `alias`, as an expression. The depth is bounded in case a loop came in by other programs. */
export function managerSql(alias: string): RawBuilder<string | null> {
  const person = sql.ref(alias);
  return sql`coalesce(
    (select m.id from tangram.person as m where m.id = ${person}.manager and m.is_active),
    (with recursive climb(id, head, parent, depth) as (
       select d.id, d.head, d.parent, 0 from tangram.department as d where d.id = ${person}.department
       union all select d.id, d.head, d.parent, climb.depth + 1 from tangram.department as d
         join climb on d.id = climb.parent where climb.depth < 64)
     select h.id from climb join tangram.person as h on h.id = climb.head and h.is_active
     where h.id <> ${person}.id order by climb.depth limit 1))`;
}
