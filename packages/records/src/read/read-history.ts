import { PlatformError, type JsonValue, type RecordValues } from '@tangram/schema';
import { sql } from 'kysely';
import { accessOf } from '../access/form-access.ts';
import type { Channel } from '../actor.ts';
import type { Call } from '../engine.ts';
import { recordProblem } from '../errors.ts';
import type { FieldChange, HistoryPage } from '../history.ts';
import type { ChangeKind } from '../hooks.ts';
import type { Reason } from '../records.ts';
import { instantFromText, maskValue } from '../sql/wire-value.ts';
import { readRecord } from './read-records.ts';

/** What happened to a record that the actor sees; changes of fields that he does not see are left out. */
export async function readHistory(
  call: Call,
  id: string,
  page: { limit?: number; after?: string },
): Promise<HistoryPage> {
  await readRecord(call, id, []);
  const access = accessOf(call.actor, call.form, call.catalog);
  const limit = Math.min(Math.max(page.limit ?? 50, 1), 200);
  const rows = await historyRows(call, id, page.after, limit + 1);
  const entries = rows.slice(0, limit).map((row) => ({
    id: row.id,
    at: instantFromText(row.at),
    kind: row.kind,
    version: row.version,
    actor: { id: row.actor, name: row.actor_name },
    channel: row.channel,
    origin: row.origin,
    changes: Object.entries(row.changes).flatMap(([field, [old, value]]): FieldChange[] => {
      const grant = access.field(field);
      if (grant === 'hidden') return [];
      const seen = (each: JsonValue) => (grant === 'masked' ? maskValue(each) : each);
      const because = row.because?.[field];
      return [{ field, old: seen(old), new: seen(value), ...(because === undefined ? {} : { because }) }];
    }),
  }));
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

/** The values that the later entries replaced: what the record held after the entry. RECORD_HISTORY_ENTRY_UNKNOWN. */
export async function valuesAfterEntry(call: Call, id: string, entry: string): Promise<RecordValues> {
  await readRecord(call, id, []);
  const isEntry = /^\d{1,18}$/.test(entry);
  const known = isEntry
    ? await sql`select 1 from tangram.history where record = ${id}::uuid and id = ${entry}::bigint`.execute(
        call.unit.db,
      )
    : { rows: [] };
  if (known.rows.length === 0) throw new PlatformError('not-found', [recordProblem('RECORD_HISTORY_ENTRY_UNKNOWN')]);
  const { rows } = await sql<{ changes: HistoryRow['changes'] }>`
    select changes from tangram.history where record = ${id}::uuid and id > ${entry}::bigint order by id desc`.execute(
    call.unit.db,
  );
  const values: { [field: string]: JsonValue } = {};
  for (const { changes } of rows) {
    for (const [field, [old]] of Object.entries(changes)) {
      const model = call.form.fields.get(field);
      const isWritable =
        model !== undefined && !model.isComputed && !model.isGenerated && (!model.isSystem || field === 'owner');
      if (isWritable) values[field] = old;
    }
  }
  return values;
}

interface HistoryRow {
  id: string;
  at: string;
  kind: ChangeKind;
  version: number;
  actor: string | null;
  actor_name: string;
  channel: Channel;
  origin: string | null;
  changes: { [field: string]: [JsonValue, JsonValue] };
  because: { [field: string]: Reason } | null;
}

async function historyRows(
  { unit }: Call,
  id: string,
  after: string | undefined,
  limit: number,
): Promise<HistoryRow[]> {
  const place = after !== undefined && /^\d{1,18}$/.test(after) ? after : null;
  const { rows } = await sql<HistoryRow>`
    select id::text, at::text, kind, version, actor::text, actor_name, channel, origin, changes, because
    from tangram.history where record = ${id}::uuid and (${place}::bigint is null or id < ${place}::bigint)
    order by id desc limit ${limit}`.execute(unit.db);
  return rows;
}
