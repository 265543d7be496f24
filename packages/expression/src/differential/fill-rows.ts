import { type Kysely, sql } from 'kysely';
import type { Row } from './random-rows.ts';

/** Makes a table of these columns and puts the rows in, each with its `place`, from 0. */
export async function fillRows(
  db: Kysely<unknown>,
  table: string,
  rows: readonly Row[],
  sqlTypes: { readonly [column: string]: string },
): Promise<void> {
  const names = Object.entries(sqlTypes);
  const defined = names.map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  await sql`create table ${sql.table(table)} (place integer primary key, ${sql.join(defined)})`.execute(db);
  for (const [place, row] of rows.entries()) {
    const values = names.map(([name, type]) => sql`${row[name] ?? null}::${sql.raw(type)}`);
    await sql`insert into ${sql.table(table)} values (${place}, ${sql.join(values)})`.execute(db);
  }
}
