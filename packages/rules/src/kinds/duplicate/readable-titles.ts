import type { FormModel } from '@tangram/forms';
import { accessOf, columnOf, scopedTable } from '@tangram/records';
import { sql } from 'kysely';
import type { Run } from '../../run/run.ts';
import type { Match } from './find-duplicates.ts';

/** Titles of records by id; one that the writer may not see is missing. */
export type Readable = ReadonlyMap<string, string>;

/** What may be told of the matches, in one statement for all of them. */
export async function readableTitles(
  form: FormModel,
  matches: readonly Match[],
  { trx, actor, catalog, now, records }: Run,
): Promise<Readable> {
  const titles = new Map<string, string>();
  if (matches.length === 0) return titles;
  const field = form.titleField === null ? undefined : form.fields.get(form.titleField);
  const isRead = field !== undefined && accessOf(actor, form, catalog).canRead(field.key);
  const title = isRead ? sql`${columnOf('t', field.column)}::text` : sql`null::text`;
  const ids = [...new Set(matches.filter(({ isInBatch }) => !isInBatch).map(({ id }) => id))];
  if (ids.length > 0) {
    const { rows } = await sql<{ id: string; title: string | null }>`
      select t.id::text as id, ${title} as title from ${scopedTable(actor, form, 't', catalog, now)}
      where t.id = any (${ids}::uuid[])`.execute(trx);
    for (const row of rows) titles.set(row.id, row.title ?? row.id);
  }
  const inBatch = new Set(matches.filter((match) => match.isInBatch).map(({ id }) => id));
  for (const { change } of inBatch.size === 0 ? [] : records) {
    // What somebody writes himself he may be told, unless it was there before.
    if (!inBatch.has(change.id) || change.kind !== 'create') continue;
    const own = field === undefined ? null : change.values[field.key];
    titles.set(change.id, typeof own === 'string' ? own : change.id);
  }
  return titles;
}
