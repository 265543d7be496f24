import type { FormModel } from '@tangram/forms';
import type { Actor, Catalog, RecordsInTransaction } from '@tangram/records';
import { didYouMean, nearest, type Problem, type RecordValues } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { ruleProblem } from '../errors.ts';
import type { RuleTables } from '../tables.ts';
import { findRecords } from './find-records.ts';

/** Something that happened to a record and is no change of it: a visit, a download, a mail that was opened. */
export interface ReceivedEvent {
  readonly form: string;
  readonly record: { readonly id: string } | { readonly field: string; readonly value: string | number };
  readonly name: string;
  /** When it happened; now when missing. */
  readonly at?: Date;
  readonly data?: RecordValues;
  /** Which system tells of it. */
  readonly source?: string;
  /** The sender's own id of the event: what was stored under it in this application is not stored again. */
  readonly id?: string;
}

/** `repeated`: it had been stored before, and nothing happened now. */
export type EventOutcome =
  | { readonly stored: true; readonly id: string; readonly record: string; readonly repeated: boolean }
  | { readonly stored: false; readonly problems: readonly Problem[] };

export interface EventParts {
  readonly app: string;
  readonly actor: Actor;
  readonly catalog: Catalog;
  /** The records engine inside `trx`. */
  readonly records: RecordsInTransaction;
  readonly now: Date;
}

/** Clocks of other systems run ahead a little. */
const tolerance = 5 * 60_000;

/**
 * Stores events and takes their records along the write path, where rules answer them, all in the caller's transaction;
 * an outcome for each, in the same order. An event is not stored when its record is not to be found or changed by the
 * actor, or could not be saved with what rules made of it. Statements go by the kinds of events (form and name), not by
 * their number.
 *
 *     await records.transaction((records, trx) => storeEvents(trx, { app: 'crm', actor, catalog, records, now }, events))
 */
export async function storeEvents(
  trx: Kysely<unknown>,
  parts: EventParts,
  events: readonly ReceivedEvent[],
): Promise<EventOutcome[]> {
  const outcomes = new Map<ReceivedEvent, EventOutcome>();
  const refuse = (event: ReceivedEvent, ...problems: Problem[]) =>
    void outcomes.set(event, { stored: false, problems });
  const sound: Placed[] = [];
  for (const [key, ofForm] of Map.groupBy(events, (event) => event.form)) {
    const form = parts.catalog.form(parts.app, key);
    if (form === undefined) {
      const near = nearest(key, parts.catalog.app(parts.app)?.forms.keys() ?? []);
      for (const event of ofForm)
        refuse(event, ruleProblem('RULE_FORM_UNKNOWN', '/form', { form: key }, didYouMean(near)));
      continue;
    }
    const found = await findRecords({ ...parts, db: trx }, form, ofForm);
    for (const event of ofForm) {
      const record = found.get(event);
      const at = event.at ?? parts.now;
      if (record === undefined || 'problem' in record) refuse(event, ...(record === undefined ? [] : [record.problem]));
      else if (at.getTime() > parts.now.getTime() + tolerance)
        refuse(event, ruleProblem('RULE_EVENT_IN_FUTURE', '/at', { at: at.toISOString() }));
      else sound.push({ event, form, record: record.id, at });
    }
  }
  const stored = await insertEvents(trx, parts, sound);
  for (const { event, id, record, isNew } of stored) {
    outcomes.set(event, { stored: true, id, record, repeated: !isNew });
  }
  const lost = await tellRecords(
    parts,
    stored.filter(({ isNew }) => isNew),
  );
  if (lost.size > 0) {
    const ids = [...lost.keys()];
    // Also what was sent a second time in the same batch.
    for (const { event, id } of stored) if (lost.has(id)) refuse(event, ...(lost.get(id) ?? []));
    const db = trx.withTables<RuleTables>();
    await db.deleteFrom('tangram.rule_event').where('id', '=', sql<string>`any(${ids}::bigint[])`).execute();
  }
  return events.map((event) => outcomes.get(event) as EventOutcome);
}

interface Placed {
  readonly event: ReceivedEvent;
  readonly form: FormModel;
  readonly record: string;
  readonly at: Date;
}

interface Stored extends Placed {
  readonly id: string;
  /** False where it had been stored before. */
  readonly isNew: boolean;
}

/** Two statements, however many; the second one only where some were stored before. */
async function insertEvents(
  trx: Kysely<unknown>,
  { app, now }: EventParts,
  events: readonly Placed[],
): Promise<Stored[]> {
  if (events.length === 0) return [];
  const rows = events.map(({ event, form, record, at }, n) => ({
    n,
    form: form.key,
    record,
    name: event.name,
    at: at.toISOString(),
    data: event.data ?? {},
    source: event.source ?? null,
    dedupe: event.id ?? null,
  }));
  // The row's own number in the sequence joins what was sent with what was stored: names and records may repeat.
  const inserted = await sql<{ n: number; id: string }>`
    with sent as materialized (
      select x.*, nextval(pg_get_serial_sequence('tangram.rule_event', 'id')) as id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x(n integer, form text, record uuid, name text, at timestamptz, data jsonb, source text, dedupe text)
    ), stored as (
      insert into tangram.rule_event (id, app, form, record, name, at, received_at, data, source, dedupe)
      overriding system value
      select id, ${app}, form, record, name, at, ${now}, data, source, dedupe from sent order by n
      on conflict (app, dedupe) do nothing returning id
    )
    select sent.n, sent.id from sent join stored on stored.id = sent.id`.execute(trx);
  const ids = new Map(inserted.rows.map(({ n, id }) => [n, id]));
  const repeated = events.flatMap(({ event }, n) => (ids.has(n) || event.id === undefined ? [] : [event.id]));
  const known = repeated.length === 0 ? [] : await storedBefore(trx, app, repeated);
  const byDedupe = new Map(known.map((one) => [one.dedupe, one]));
  return events.flatMap((placed, n): Stored[] => {
    const id = ids.get(n);
    if (id !== undefined) return [{ ...placed, id, isNew: true }];
    const before = byDedupe.get(placed.event.id ?? null);
    return before === undefined ? [] : [{ ...placed, id: before.id, record: before.record, isNew: false }];
  });
}

function storedBefore(trx: Kysely<unknown>, app: string, dedupe: readonly string[]) {
  return trx
    .withTables<RuleTables>()
    .selectFrom('tangram.rule_event')
    .select(['id', 'record', 'dedupe'])
    .where('app', '=', app)
    .where('dedupe', '=', sql<string>`any(${dedupe}::text[])`)
    .execute();
}

/** Takes the records along, a form and a name at a time; answers, by the event's id, why a record could not be saved. */
async function tellRecords(
  { app, actor, records }: EventParts,
  stored: readonly Stored[],
): Promise<Map<string, readonly Problem[]>> {
  const lost = new Map<string, readonly Problem[]>();
  for (const wave of wavesOf(stored)) {
    const { form, event } = wave[0] as Stored;
    const dataOf = new Map(wave.map((one) => [one.record, one.event.data ?? {}]));
    const outcomes = await records.occur(actor, {
      app,
      form: form.key,
      ids: wave.map(({ record }) => record),
      occasion: { name: event.name, data: {}, dataOf },
    });
    for (const [index, outcome] of outcomes.entries()) {
      if (!outcome.saved) lost.set((wave[index] as Stored).id, outcome.problems);
    }
  }
  return lost;
}

/** Events of one form and name together; of a record that has several, one in each wave, in the order they were sent. */
function wavesOf(stored: readonly Stored[]): Stored[][] {
  const seen = new Map<string, number>();
  const waves = Map.groupBy(stored, ({ form, event, record }) => {
    const kind = JSON.stringify([form.key, event.name]);
    const place = seen.get(`${kind} ${record}`) ?? 0;
    seen.set(`${kind} ${record}`, place + 1);
    return `${place} ${kind}`;
  });
  // Two batches that meet lock records in one order, so neither waits for the other in a circle.
  return [...waves.values()].map((wave) => wave.toSorted((a, b) => (a.record < b.record ? -1 : 1)));
}
