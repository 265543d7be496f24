import type { FormModel } from '@tangram/forms';
import type { Actor, Records } from '@tangram/records';
import { type StoredRow, storedForm } from '../explain/stored-row.ts';

/** A page of a list is at most so long. */
const pageSize = 200;

/** The records of a form that the actor sees, by id, as they are stored; `limit` of them at most. */
export async function* storedRows(
  { actor, records, form }: { readonly actor: Actor; readonly records: Records; readonly form: FormModel },
  limit: number,
): AsyncGenerator<StoredRow[]> {
  const query = { app: form.app, form: form.key, fields: [...form.fields.keys()], sort: [byId] };
  let [left, after] = [limit, null as string | null];
  while (left > 0) {
    const page = await records.list(actor, {
      ...query,
      limit: Math.min(pageSize, left),
      ...(after === null ? {} : { after }),
    });
    if (page.rows.length > 0) yield page.rows.map((row) => ({ id: row.id, values: storedForm(row, form) }));
    left -= page.rows.length;
    after = page.next;
    if (after === null) return;
  }
}

const byId = { field: 'id', direction: 'ascending' } as const;
