import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Workspace } from '@tangram/records';
import type { JsonValue, ScoreIdle } from '@tangram/schema';
import type { EventGroup, EventLine } from './event-line.ts';
import { limitOf } from './event-line.ts';
import { upTo } from './sql-parts.ts';

/** What a card must know of a record besides its values. */
export interface ScoreFacts {
  /** By the line's place among the card's event lines. */
  readonly events: ReadonlyMap<number, readonly EventGroup[]>;
  /** The latest event or stored change that ends idleness, by the line's place among the card's idle lines. */
  readonly touched: ReadonlyMap<number, string>;
}

export const noFacts: ScoreFacts = { events: new Map(), touched: new Map() };

export interface FactLines {
  readonly app: string;
  readonly form: string;
  readonly events: readonly EventLine[];
  readonly idle: readonly ScoreIdle[];
}

/** Where it is counted, and by when something must have been heard to count; null: whenever. */
export interface KnownFacts {
  readonly workspace: Workspace;
  readonly knownUntil: Date | null;
}

interface FactRow {
  readonly record: string;
  readonly kind: 'event' | 'idle';
  readonly line: number;
  readonly data: readonly JsonValue[];
  readonly period: string | null;
  readonly day: string | null;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

/** The facts of many records: one statement, in which every line is a branch; none for a card that needs no facts. */
export async function loadFacts(
  trx: Kysely<unknown>,
  lines: FactLines,
  ids: readonly string[],
  known: KnownFacts,
): Promise<ReadonlyMap<string, ScoreFacts>> {
  const branches = [
    ...lines.events.map((line, index) => eventBranch(lines, line, index, ids, known)),
    ...lines.idle.flatMap((line, index) => idleBranches(lines, line, index, ids, known)),
  ];
  if (branches.length === 0 || ids.length === 0) return new Map();
  const { rows } = await sql<FactRow>`${sql.join(branches, sql` union all `)}`.execute(trx);
  const facts = new Map<string, { events: Map<number, EventGroup[]>; touched: Map<number, string> }>();
  for (const { record, kind, line, data, period, day, count, first, last } of rows) {
    const known = facts.get(record) ?? { events: new Map(), touched: new Map() };
    facts.set(record, known);
    if (kind === 'idle') {
      const before = known.touched.get(line);
      if (before === undefined || before < last) known.touched.set(line, last);
    } else known.events.set(line, [...(known.events.get(line) ?? []), { data, period, day, count, first, last }]);
  }
  return facts;
}

function eventBranch(
  { app, form }: FactLines,
  { definition, asks, factors }: EventLine,
  index: number,
  ids: readonly string[],
  { workspace, knownUntil }: KnownFacts,
): RawBuilder<unknown> {
  const limit = limitOf(definition.counts);
  const local = localOf(workspace.zone);
  const data = sql`jsonb_build_array(${sql.join(asks.map((name) => sql`e.data -> ${name}::text`))})`;
  return sql`select e.record::text as record, 'event' as kind, ${sql.lit(index)} as line,
    ${asks.length === 0 ? sql`'[]'::jsonb` : data} as data,
    ${limit?.per == null ? sql`null::text` : sql`${periodOf(limit.per, local, workspace)}::text`} as period,
    ${factors === null ? sql`null::text` : sql`${local}::date::text`} as day,
    count(*)::integer as count, ${instant(sql`min(e.at)`)} as first, ${instant(sql`max(e.at)`)} as last
    from tangram.rule_event as e
    where e.record = any(${ids}::uuid[]) and e.name = ${definition.event} and e.app = ${app} and e.form = ${form}
      and ${upTo(sql`e.received_at`, knownUntil)}
    group by 1, 4, 5, 6`;
}

function idleBranches(
  { app, form }: FactLines,
  { events = [], fields = [] }: ScoreIdle,
  index: number,
  ids: readonly string[],
  { knownUntil }: KnownFacts,
): RawBuilder<unknown>[] {
  const branch = (from: RawBuilder<unknown>, at: RawBuilder<unknown>, record: RawBuilder<unknown>) =>
    sql`select ${record}::text as record, 'idle' as kind, ${sql.lit(index)} as line, '[]'::jsonb as data,
      null::text as period, null::text as day, count(*)::integer as count,
      ${instant(sql`min(${at})`)} as first, ${instant(sql`max(${at})`)} as last ${from} group by 1`;
  const ofEvents = branch(
    sql`from tangram.rule_event as e where e.record = any(${ids}::uuid[]) and e.name = any(${events}::text[])
      and e.app = ${app} and e.form = ${form} and ${upTo(sql`e.received_at`, knownUntil)}`,
    sql`e.at`,
    sql`e.record`,
  );
  const ofChanges = branch(
    sql`from tangram.history as h where h.record = any(${ids}::uuid[]) and h.changes ?| ${fields}::text[]
      and ${upTo(sql`h.at`, knownUntil)}`,
    sql`h.at`,
    sql`h.record`,
  );
  return [...(events.length > 0 ? [ofEvents] : []), ...(fields.length > 0 ? [ofChanges] : [])];
}

/** The wall clock of an event in the workspace. */
export function localOf(zone: string): RawBuilder<unknown> {
  return sql`(e.at at time zone ${zone})`;
}

/** The day on which the day, week or month of a wall clock begins. */
export function periodOf(per: string, local: RawBuilder<unknown>, { weekStart }: Workspace): RawBuilder<unknown> {
  if (per === 'month') return sql`date_trunc('month', ${local})::date`;
  if (per === 'day') return sql`${local}::date`;
  return sql`(${local}::date - ((extract(isodow from ${local})::integer - ${sql.lit(weekStart)} + 7) % 7))`;
}

/** ISO 8601 to the millisecond, which is what the clock of a run has. */
function instant(at: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
