import { compileSql } from '@tangram/expression';
import { type FormModel, formExpressions } from '@tangram/forms';
import { columnByPath, type Workspace } from '@tangram/records';
import type { JsonValue, ScoreRange } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { dayIn } from '../run/effective.ts';
import { decayedDigits, type EventLine, limitOf } from './event-line.ts';
import { localOf, periodOf } from './facts.ts';
import { nextMidnight } from './midnight.ts';
import type { AttributeLine, CompiledScore } from './score.ts';

type Sql = RawBuilder<unknown>;

/** The records a statement is about: those of the form after `after` up to `until`, by id. */
export interface ScoreSpan {
  readonly after: string;
  readonly until: string;
}

export interface ScoreClock {
  readonly now: Date;
  readonly workspace: Workspace;
}

/**
 * Whether the database can compute the card by itself: every expression has SQL and asks nothing about who writes, the
 * score fits its field whatever it is, and no formula of the form goes on from it.
 */
export function hasSql({ attributes, events, definition }: CompiledScore, form: FormModel): boolean {
  const expressions = [
    ...attributes.flatMap(({ condition, points }) => [condition.expression, ...(points === null ? [] : [points])]),
    ...events.flatMap(({ condition }) => condition?.expression ?? []),
  ];
  const written = new Set([definition.field, definition.levelField]);
  const isRead = formExpressions(form).formulas.some(({ expression }) =>
    expression.reads.some(([root]) => written.has(root)),
  );
  const isPlain = expressions.every(
    ({ inSql, reads }) => inSql.ok && reads.every(([root]) => root !== 'user' && root !== 'previous'),
  );
  return isPlain && !isRead && fitsAlways({ attributes, events, definition }, form);
}

/** A field with limits refuses some scores, which only the write path can tell of. */
function fitsAlways(
  { attributes, events, definition }: Pick<CompiledScore, 'attributes' | 'events' | 'definition'>,
  form: FormModel,
): boolean {
  const settings = form.fields.get(definition.field)?.definition.settings ?? {};
  if (settings['minimum'] !== undefined || settings['maximum'] !== undefined) return false;
  if (settings['digits'] === undefined) return true;
  const limits = [definition.range ?? {}, ...(definition.groups ?? [])].flatMap(({ min, max }) => [min ?? 0, max ?? 0]);
  const numbers: JsonValue[] = [
    ...limits,
    ...attributes.map((line) => line.definition.points),
    ...events.flatMap((line) => [line.definition.points, line.definition.cap ?? 0, line.factors === null ? 0 : 0.1]),
    ...(definition.idle ?? []).map((line) => line.points),
  ];
  return numbers.every((points) => Number.isInteger(points));
}

/**
 * The score of every record of a span, as a query: `id, version, before, level, after, band, entered, due_at, lines`.
 * The same sum as `evaluateScore`, line by line:
 *
 *     with e0 as (select record, points, count, first, last from ... group by record), ...
 *     select r.id, (case when <when> then <points> end) as a0, e0.points as p0, ... from "crm"."lead" as r left join e0 ...
 */
export function scoreQuery(score: CompiledScore, form: FormModel, span: ScoreSpan, clock: ScoreClock): Sql {
  const { definition } = score;
  const table = sql`${sql.id(form.table.schema, form.table.name)}`;
  const within = (id: Sql) => sql`${id} > ${span.after}::uuid and ${id} <= ${span.until}::uuid`;
  const column = (key: string) => sql`r.${sql.id(form.fields.get(key)?.column ?? key)}`;
  const ctes = [
    ...score.events.map((line, n) => sql`${name('e', n)} as (${eventQuery(line, score, form, within, clock)})`),
    ...score.idle.map((line, n) => sql`${name('t', n)} as (${touchQuery(line, score, within)})`),
  ];
  const joins = [
    ...score.events.map((_, n) => sql`left join ${name('e', n)} on ${name('e', n)}.record = r.id`),
    ...score.idle.map((_, n) => sql`left join ${name('t', n)} on ${name('t', n)}.record = r.id`),
  ];
  const columns = [
    ...score.attributes.map((line, n) => sql`${attributeSql(line, form, clock)} as ${name('a', n)}`),
    ...score.events.flatMap((_, n) => eventColumns(n)),
    ...score.idle.flatMap((line, n) => idleColumns(line.points, line.days, n, clock.now)),
  ];
  const rows = sql`select r.id, r.version, ${column(definition.field)} as before,
    ${definition.levelField === undefined ? sql`null::text` : column(definition.levelField)} as level,
    ${sql.join([sql`1 as one`, ...columns])}
    from ${table} as r ${sql.join(joins, sql` `)}
    where ${within(sql`r.id`)} and r.deleted_at is null`;
  const groups = (definition.groups ?? []).map((group, n) => ({ group, n }));
  const sums = groups.map(({ group, n }) => sql`${sumOf(inGroup(score, group.key))} as ${name('g', n)}`);
  const grouped = sql`select x.*, ${sql.join([sql`1 as two`, ...sums])} from rows as x`;
  const parts = [
    sumOf(inGroup(score, undefined)),
    ...groups.map(({ group, n }) => clamped(sql`${name('g', n)}`, group)),
    ...score.events.map((_, n) => sql`coalesce(${name('p', n)}, 0)`),
    ...score.idle.map((_, n) => sql`coalesce(${name('i', n)}, 0)`),
  ];
  const summed = sql`select y.*, ${sql.join(parts, sql` + `)} as raw from grouped as y`;
  const total = sql`select z.*, trim_scale(${clamped(sql`raw`, definition.range ?? {})}) as after from summed as z`;
  return sql`with ${sql.join([
    ...ctes,
    sql`rows as materialized (${rows})`,
    sql`grouped as (${grouped})`,
    sql`summed as (${summed})`,
    sql`total as materialized (${total})`,
  ])}
    select id, version, before, level, after, ${bandSql(score, sql`after`)} as band,
      ${bandSql(score, sql`after`)} is not null
        and ${bandSql(score, sql`after`)} is distinct from ${bandSql(score, sql`before`)} as entered,
      ${dueSql(score, clock)} as due_at,
      case when before is distinct from after then ${linesSql(score)} end as lines
    from total`;
}

function name(prefix: string, n: number): Sql {
  return sql.id(`${prefix}${n}`) as Sql;
}

function numeric(value: number | string): Sql {
  return sql`${String(value)}::numeric`;
}

function attributeSql({ condition, points, definition }: AttributeLine, form: FormModel, clock: ScoreClock): Sql {
  const target = {
    zone: clock.workspace.zone,
    now: clock.now,
    column: (path: readonly string[]) => columnByPath(form, 'r', path),
  };
  const worth =
    points === null ? numeric(definition.points) : sql`coalesce((${compileSql(points, target)})::numeric, 0)`;
  return sql`case when ${compileSql(condition.expression, target)} then ${worth} end`;
}

/** `record, points, count, first, last` of a line. */
function eventQuery(
  { definition, condition, factors }: EventLine,
  { app, definition: { form: key } }: CompiledScore,
  form: FormModel,
  within: (id: Sql) => Sql,
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
  // The newest event is one of them: only what wears off, or has periods, must know which.
  const isPlain = factors === null && (limit === null || limit.per === null);
  const nth =
    isPlain || limit === null ? sql`0` : sql`row_number() over (partition by ${partition} order by e.at desc)`;
  const counted = limit === null ? sql`true` : sql`nth <= ${sql.lit(limit.times)}`;
  const plain = limit === null ? sql`count(*)::numeric` : sql`least(count(*), ${sql.lit(limit.times)})::numeric`;
  const weight = isPlain ? plain : sql`coalesce(sum(factor) filter (where ${counted}), 0)::numeric`;
  const whole = sql`${weight} * ${numeric(definition.points)}`;
  const sum = factors === null ? whole : sql`round(${whole}, ${sql.lit(decayedDigits)})`;
  const { cap } = definition;
  const points = cap === undefined ? sum : clamped(sum, { min: -cap, max: cap });
  return sql`select record, ${points} as points, ${weight} <> 0 as fades, count(*)::integer as count, min(at) as first, max(at) as last
    from (select e.record, e.at, ${factor} as factor, ${nth} as nth
      from tangram.rule_event as e ${needsRecord ? sql`join ${table} as r on r.id = e.record` : sql``}
      where e.app = ${app} and e.form = ${key} and e.name = ${definition.event} and ${within(sql`e.record`)}
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
  within: (id: Sql) => Sql,
): Sql {
  const branches = [
    ...(events.length === 0
      ? []
      : [
          sql`select e.record, e.at from tangram.rule_event as e where ${within(sql`e.record`)}
            and e.name = any(${events}::text[]) and e.app = ${app} and e.form = ${form}`,
        ]),
    ...(fields.length === 0
      ? []
      : [
          sql`select h.record, h.at from tangram.history as h
            where ${within(sql`h.record`)} and h.changes ?| ${fields}::text[]`,
        ]),
  ];
  return sql`select record, date_trunc('milliseconds', max(at)) as last from (${sql.join(branches, sql` union all `)}) as touch group by record`;
}

function eventColumns(n: number): Sql[] {
  const of = name('e', n);
  return [
    sql`${of}.points as ${name('p', n)}`,
    sql`${of}.fades as ${name('f', n)}`,
    sql`case when ${of}.points <> 0 then jsonb_build_object('points', trim_scale(${of}.points), 'count', ${of}.count,
      'first', ${isoOf(sql`${of}.first`)}, 'last', ${isoOf(sql`${of}.last`)}) end as ${name('l', n)}`,
  ];
}

function idleColumns(points: number, days: number, n: number, now: Date): Sql[] {
  const from = sql`greatest(date_trunc('milliseconds', r.created_at), ${name('t', n)}.last) + make_interval(hours => ${sql.lit(days * 24)})`;
  return [
    sql`case when ${from} <= ${now} then ${numeric(points)} end as ${name('i', n)}`,
    sql`${from} as ${name('d', n)}`,
  ];
}

function inGroup({ attributes, definition }: CompiledScore, group: string | undefined): readonly number[] {
  const known = new Set((definition.groups ?? []).map(({ key }) => key));
  return attributes.flatMap((line, n) => {
    const own =
      line.definition.group !== undefined && known.has(line.definition.group) ? line.definition.group : undefined;
    return own === group ? [n] : [];
  });
}

function sumOf(lines: readonly number[]): Sql {
  return lines.length === 0
    ? sql`0::numeric`
    : sql`(${sql.join(
        lines.map((n) => sql`coalesce(${name('a', n)}, 0)`),
        sql` + `,
      )})`;
}

function clamped(value: Sql, { min, max }: ScoreRange): Sql {
  const floored = min === undefined ? value : sql`greatest(${value}, ${numeric(min)})`;
  return max === undefined ? floored : sql`least(${floored}, ${numeric(max)})`;
}

export function bandSql({ bands }: CompiledScore, value: Sql): Sql {
  const cases = bands.toReversed().map(({ key, from }) => sql`when ${value} >= ${numeric(from)} then ${key}::text`);
  return cases.length === 0 ? sql`null::text` : sql`(case ${sql.join(cases, sql` `)} end)`;
}

function dueSql({ events, idle }: CompiledScore, { now, workspace }: ScoreClock): Sql {
  const midnight = nextMidnight(dayIn(now, workspace.zone), workspace.zone);
  const instants = [
    ...events.flatMap((line, n) =>
      line.factors === null ? [] : [sql`case when ${name('f', n)} then ${midnight}::timestamptz end`],
    ),
    ...idle.map((_, n) => sql`case when ${name('i', n)} is null then ${name('d', n)} end`),
  ];
  return instants.length === 0 ? sql`null::timestamptz` : sql`least(${sql.join(instants)})`;
}

/** A function of PostgreSQL takes 100 arguments: that many keys and values go into one object at most. */
const keysAtOnce = 50;

function linesSql(score: CompiledScore): Sql {
  const { attributes, idle, events, definition } = score;
  const pointsOf = (value: Sql, isThere: Sql) =>
    sql`case when ${isThere} then jsonb_build_object('points', trim_scale(${value})) end`;
  const limit = (key: string, sum: Sql, range: ScoreRange): [string, Sql] => {
    const difference = sql`(${clamped(sum, range)} - ${sum})`;
    return [key, pointsOf(difference, sql`${difference} <> 0`)];
  };
  const lines: [string, Sql][] = [
    ...attributes.map((line, n): [string, Sql] => {
      const { key, points } = line.definition;
      const isThere = sql`${name('a', n)} is not null`;
      if (typeof points === 'string') return [key, pointsOf(name('a', n), isThere)];
      // What is the same for all records is not put together for each.
      return [key, sql`case when ${isThere} then ${JSON.stringify({ points })}::jsonb end`];
    }),
    ...events.map((line, n): [string, Sql] => [line.definition.key, name('l', n)]),
    ...idle.map((line, n): [string, Sql] => [
      line.key,
      sql`case when ${name('i', n)} is not null then jsonb_build_object('points', trim_scale(${name('i', n)}), 'from', ${isoOf(name('d', n))}) end`,
    ]),
    ...(definition.groups ?? []).map((group, n) => limit(group.key, sql`${name('g', n)}`, group)),
    ...(definition.range === undefined ? [] : [limit('', sql`raw`, definition.range)]),
  ];
  const objects: Sql[] = [];
  for (let start = 0; start < lines.length; start += keysAtOnce) {
    const entries = lines.slice(start, start + keysAtOnce).map(([key, value]) => sql`${key}::text, ${value}`);
    objects.push(sql`jsonb_strip_nulls(jsonb_build_object(${sql.join(entries)}))`);
  }
  return sql.join(objects, sql` || `) as Sql;
}

function isoOf(at: Sql): Sql {
  return sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
