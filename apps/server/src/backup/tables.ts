import type pg from 'pg';

/** A table whose rows go into a backup, with the columns that can be written back. */
export interface CopiedTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

export const platformSchema = 'tangram';

/** Not worth keeping: who was signed in just then, and what the migrations write themselves. */
const leftOut = ['migration', 'auth_session', 'auth_verification', 'import_run'];

/** Every table of these schemas. Generated columns are computed again. */
export async function listTables(client: pg.ClientBase, schemas: readonly string[]): Promise<CopiedTable[]> {
  const { rows } = await client.query<CopiedTable>(
    `select n.nspname as schema, c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where n.nspname = any($1::text[]) and c.relkind = 'r' and not (n.nspname = $2 and c.relname = any($3::text[]))
     group by 1, 2 order by 1, 2`,
    [schemas, platformSchema, leftOut],
  );
  return rows;
}

export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

export function copyStatement({ schema, table, columns }: CopiedTable, direction: 'to stdout' | 'from stdin'): string {
  return `copy ${quoted(schema, table)} (${columns.map((column) => quoted(column)).join(', ')}) ${direction}`;
}
