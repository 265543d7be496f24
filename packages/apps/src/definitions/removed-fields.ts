import type { FieldDefinition } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';

/** A field that publishing took off a form and whose values are still kept. */
export interface RemovedField {
  readonly field: string;
  readonly definition: FieldDefinition;
  /** ISO 8601. */
  readonly removedAt: string;
}

/** What the designer of a form can restore: of a key that was removed more than once, the last. */
export async function readRemovedFields(db: Kysely<unknown>, app: string, form: string): Promise<RemovedField[]> {
  const { rows } = await sql<RemovedField>`
    select distinct on (field) field, definition, removed_at as "removedAt" from tangram.column_trash
    where app = ${app} and form = ${form} order by field, removed_at desc`.execute(db);
  return rows;
}
