import type { FormModel } from '@tangram/forms';
import type { JsonValue } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';

/**
 * What the people that stand in changes are called: id -> name. Other references are left as ids: their titles are
 * for those who may see the records.
 */
export async function namesIn(
  db: Kysely<unknown>,
  form: FormModel,
  changes: readonly { readonly field: string; readonly before: JsonValue; readonly after: JsonValue }[],
): Promise<{ readonly [id: string]: string }> {
  const ids = changes
    .filter(({ field }) => form.fields.get(field)?.references === 'person')
    .flatMap(({ before, after }) => [before, after])
    .filter((id) => typeof id === 'string');
  if (ids.length === 0) return {};
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from tangram.person where id = any(${[...new Set(ids)]}::uuid[])`.execute(db);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
