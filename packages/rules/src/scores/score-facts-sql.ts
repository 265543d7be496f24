import { compileSql } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { columnByPath } from '@tangram/records';
import type { ScoreEvent, ScoreIdle } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { dayIn } from '../run/effective.ts';
import { decayedDigits, type EventLine, limitOf } from './event-line.ts';
import { localOf, periodOf } from './facts.ts';
import type { CompiledScore } from './score.ts';
import type { ScoreClock } from './score-sql.ts';
import { clamped, name, numeric } from './sql-parts.ts';

type Sql = RawBuilder<unknown>;

/** Parts of a statement over the records `r`. */
export interface FactsSql {
  readonly ctes: readonly Sql[];
  readonly joins: readonly Sql[];
  /**
   * Of each event line its points `p`, whether they will fade `f`, how many counted `c`, from `b` to `l`; of each idle line
   * `t`, what ended idleness last besides the making of the record.
   */
  readonly columns: readonly Sql[];
}

/**
 * What a card must know of records besides their values. Lines that only count are counted together by one scan of the
 * events; a line with a condition, periods or points that wear off, and idleness that changes of fields end, have a scan of their own:
 *
 *     with ev as (select record, count(*) filter (where name = 'visit') as c0, ... group by record), e1 as (...), t0 as (...)
 */
export function factsSql(
  score: CompiledScore,
  form: FormModel,
  isTaken: (id: Sql) => Sql,
  clock: ScoreClock,
): FactsSql {
  const parts = [countedFacts(score, isTaken)];
  for (const [n, line] of score.events.entries()) {
    if (!onlyCounts(line))
      parts.push(ownFacts(name('e', n), eventQuery(line, score, form, isTaken, clock), eventColumns(n)));
  }
  for (const [n, line] of score.idle.entries()) {
    if (endsByFields(line))
      parts.push(ownFacts(name('x', n), touchQuery(line, score, isTaken), [touchColumn(sql`${name('x', n)}.last`, n)]));
  }
  return {
    ctes: parts.flatMap(({ ctes }) => ctes),
    joins: parts.flatMap(({ joins }) => joins),
    columns: parts.flatMap(({ columns }) => columns),
  };
}

function ownFacts(of: Sql, query: Sql, columns: readonly Sql[]): FactsSql {
  return { ctes: [sql`${of} as (${query})`], joins: [sql`left join ${of} on ${of}.record = r.id`], columns };
}

/** Every event of its name counts alike: no condition, no periods, nothing that wears off. */
function onlyCounts({ definition, condition, factors }: EventLine): boolean {
  return condition === null && factors === null && limitOf(definition.counts)?.per == null;
}

function endsByFields({ fields = [] }: ScoreIdle): boolean {
  return fields.length > 0;
}

/** The lines that only count, and idleness that only events end: one scan, of the events of all their names. */
function countedFacts(score: CompiledScore, isTaken: (id: Sql) => Sql): FactsSql {
  const lines = [...score.events.entries()].filter(([, line]) => onlyCounts(line));
  const idle = [...score.idle.entries()].filter(([, line]) => !endsByFields(line));
  const names = [
    ...new Set([
      ...lines.map(([, { definition }]) => definition.event),
      ...idle.flatMap(([, { events = [] }]) => events),
    ]),
  ];
  if (names.length === 0)
    return { ctes: [], joins: [], columns: idle.map(([n]) => sql`null::timestamptz as ${name('t', n)}`) };
  const sums = [
    ...lines.flatMap(([n, { definition }]) => {
      const filter = sql`filter (where name = ${definition.event})`;
      return [
        sql`count(*) ${filter} as ${name('c', n)}`,
        sql`min(at) ${filter} as ${name('b', n)}`,
        sql`max(at) ${filter} as ${name('l', n)}`,
      ];
    }),
    ...idle.map(([n, { events = [] }]) => sql`max(at) filter (where name = any(${events}::text[])) as ${name('t', n)}`),
  ];
  // The ids are of records of one form; to ask for its name besides would need more than the index holds.
  const query = sql`select record, ${sql.join(sums)} from tangram.rule_event
    where name = any(${names}::text[]) and ${isTaken(sql`record`)} group by record`;
  return ownFacts(sql`ev`, query, [
    ...lines.flatMap(([n, { definition }]) => countedColumns(definition, n)),
    ...idle.map(([n]) => touchColumn(sql`ev.${name('t', n)}`, n)),
  ]);
}

/** `record, points, count, first, last` of a line. */
function eventQuery(
  { definition, condition, factors }: EventLine,
  { app, definition: { form: key } }: CompiledScore,
  form: FormModel,
  isTaken: (id: Sql) => Sql,
  { now, workspace }: ScoreClock,
): Sql {
  const local = localOf(workspace.zone);
  const limit = limitOf(definition.counts);
  const needsRecord = condition?.expression.reads.some(([root]) => root !== 'event') === true;
  const table = sql`${sql.id(form.table.schema, form.table.name)}`;
  const holds =
    condition === null
      ? sql`true`
      : compileSql(condition.expression, {
          zone: workspace.zone,
          now,
          column: (path) =>
            path[0] === 'event' ? dataSql(path[1] ?? '', definition.data) : columnByPath(form, 'r', path),
        });
  const today = dayIn(now, workspace.zone);
  const factor =
    factors === null
      ? sql`1`
      : sql`coalesce((${factors.map(String)}::numeric[])[greatest(${today}::date - ${local}::date, 0) + 1], 0)`;
  const partition = limit?.per == null ? sql`e.record` : sql`e.record, ${periodOf(limit.per, local, workspace)}`;
  const nth = limit === null ? sql`0` : sql`row_number() over (partition by ${partition} order by e.at desc)`;
  const counted = limit === null ? sql`true` : sql`nth <= ${sql.lit(limit.times)}`;
  const weight =
    factors === null
      ? sql`(count(*) filter (where ${counted}))::numeric`
      : sql`coalesce(sum(factor) filter (where ${counted}), 0)::numeric`;
  const points = pointsOf(definition, weight, factors !== null);
  return sql`select record, ${points} as points, ${weight} <> 0 as fades, count(*)::integer as count, min(at) as first, max(at) as last
    from (select e.record, e.at, ${factor} as factor, ${nth} as nth
      from tangram.rule_event as e ${needsRecord ? sql`join ${table} as r on r.id = e.record` : sql``}
      where e.app = ${app} and e.form = ${key} and e.name = ${definition.event} and ${isTaken(sql`e.record`)}
        and ${holds}) as counting
    group by record`;
}

/** A value of an event's data as what the line declares it to be; blank when it is something else. */
function dataSql(key: string, data: EventLine['definition']['data']): Sql {
  const value = sql`(e.data ->> ${key}::text)`;
  const kind = sql`jsonb_typeof(e.data -> ${key}::text)`;
  if (data?.[key] === 'number') return sql`case when ${kind} = 'number' then ${value}::numeric end`;
  if (data?.[key] === 'boolean') return sql`case when ${kind} = 'boolean' then ${value}::boolean end`;
  return sql`case when ${kind} = 'string' then ${value} end`;
}

/** `record, last`: what ended idleness last, besides the making of the record. */
function touchQuery(
  { events = [], fields = [] }: CompiledScore['idle'][number],
  { app, definition: { form } }: CompiledScore,
  isTaken: (id: Sql) => Sql,
): Sql {
  const branches = [
    ...(events.length === 0
      ? []
      : [
          sql`select e.record, e.at from tangram.rule_event as e where ${isTaken(sql`e.record`)}
            and e.name = any(${events}::text[]) and e.app = ${app} and e.form = ${form}`,
        ]),
    ...(fields.length === 0
      ? []
      : [
          sql`select h.record, h.at from tangram.history as h
            where ${isTaken(sql`h.record`)} and h.changes ?| ${fields}::text[]`,
        ]),
  ];
  return sql`select record, max(at) as last from (${sql.join(branches, sql` union all `)}) as touch group by record`;
}

/** What events that weigh so much together give. */
function pointsOf({ points, cap }: ScoreEvent, weight: Sql, wearsOff: boolean): Sql {
  const whole = sql`${weight} * ${numeric(points)}`;
  const sum = wearsOff ? sql`round(${whole}, ${sql.lit(decayedDigits)})` : whole;
  return cap === undefined ? sum : clamped(sum, { min: -cap, max: cap });
}

function countedColumns(definition: ScoreEvent, n: number): Sql[] {
  const limit = limitOf(definition.counts);
  const count = sql`ev.${name('c', n)}`;
  const weight = limit === null ? sql`${count}::numeric` : sql`least(${count}, ${sql.lit(limit.times)})::numeric`;
  return [
    sql`case when ${count} > 0 then ${pointsOf(definition, weight, false)} end as ${name('p', n)}`,
    sql`false as ${name('f', n)}`,
    sql`${count} as ${name('c', n)}`,
    sql`ev.${name('b', n)}`,
    sql`ev.${name('l', n)}`,
  ];
}

function touchColumn(last: Sql, n: number): Sql {
  return sql`date_trunc('milliseconds', ${last}) as ${name('t', n)}`;
}

function eventColumns(n: number): Sql[] {
  const of = name('e', n);
  return [
    sql`${of}.points as ${name('p', n)}`,
    sql`${of}.fades as ${name('f', n)}`,
    sql`${of}.count as ${name('c', n)}`,
    sql`${of}.first as ${name('b', n)}`,
    sql`${of}.last as ${name('l', n)}`,
  ];
}
