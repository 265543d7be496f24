import { compileSql } from '@tangram/expression';
import { type FormModel, formExpressions } from '@tangram/forms';
import { recordRow, type Workspace } from '@tangram/records';
import type { JsonValue } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { dayIn } from '../run/effective.ts';
import { nextMidnight } from './midnight.ts';
import type { AttributeLine, CompiledScore } from './score.ts';
import { factsSql } from './score-facts-sql.ts';
import { linesSql } from './score-lines-sql.ts';
import { clamped, name, numeric } from './sql-parts.ts';

type Sql = RawBuilder<unknown>;

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
 * The score of every record whose id is taken, as a query: `id, place, version, before, level, after, band, entered, due_at,
 * lines`; `place` is where the record stands in its table. The same sum as `evaluateScore`, line by line:
 *
 *     with ev as (select record, count(*) filter (where name = 'visit') as c0, ... group by record), ...
 *     select r.id, (case when <when> then <points> end) as a0, ev.c0 * 5 as p0, ... from "crm"."lead" as r left join ev ...
 */
export function scoreQuery(score: CompiledScore, form: FormModel, isTaken: (id: Sql) => Sql, clock: ScoreClock): Sql {
  const { definition } = score;
  const table = sql`${sql.id(form.table.schema, form.table.name)}`;
  const column = (key: string) => sql`r.${sql.id(form.fields.get(key)?.column ?? key)}`;
  const facts = factsSql(score, form, isTaken, clock);
  const columns = [
    ...score.attributes.map((line, n) => sql`${attributeSql(line, form, clock)} as ${name('a', n)}`),
    ...facts.columns,
  ];
  const rows = sql`select r.id, r.ctid as place, r.version, ${column(definition.field)} as before,
    ${definition.levelField === undefined ? sql`null::text` : column(definition.levelField)} as level,
    ${sql.join([sql`date_trunc('milliseconds', r.created_at) as made`, ...columns])}
    from ${table} as r ${sql.join(facts.joins, sql` `)}
    where ${isTaken(sql`r.id`)} and r.deleted_at is null`;
  const groups = (definition.groups ?? []).map((group, n) => ({ group, n }));
  const sums = groups.map(({ group, n }) => sql`${sumOf(inGroup(score, group.key))} as ${name('g', n)}`);
  const idle = score.idle.flatMap(({ points, days }, n) => idleColumns(points, days, n, clock.now));
  const grouped = sql`select ${sql.join([sql`x.*`, ...sums, ...idle])} from (${rows} ${fence}) as x`;
  const parts = [
    sumOf(inGroup(score, undefined)),
    ...groups.map(({ group, n }) => clamped(sql`${name('g', n)}`, group)),
    ...score.events.map((_, n) => sql`coalesce(${name('p', n)}, 0)`),
    ...score.idle.map((_, n) => sql`coalesce(${name('i', n)}, 0)`),
  ];
  const summed = sql`select y.*, ${sql.join(parts, sql` + `)} as raw from (${grouped} ${fence}) as y`;
  const total = sql`select z.*, trim_scale(${clamped(sql`raw`, definition.range ?? {})}) as after from (${summed}) as z`;
  const banded = sql`select v.*, ${bandSql(score, sql`after`)} as band from (${total} ${fence}) as v`;
  return sql`${facts.ctes.length === 0 ? sql`` : sql`with ${sql.join(facts.ctes)}`}
    select id, place, version, before, level, after, band,
      band is not null and band is distinct from ${bandSql(score, sql`before`)} as entered,
      ${dueSql(score, clock)} as due_at,
      case when before is distinct from after then ${linesSql(score)} end as lines
    from (${banded} ${fence}) as w`;
}

/** What a level names is computed once, not again wherever it is named: PostgreSQL opens up a subquery without it. */
const fence = sql`offset 0`;

function attributeSql({ condition, points, definition }: AttributeLine, form: FormModel, clock: ScoreClock): Sql {
  const target = {
    zone: clock.workspace.zone,
    now: clock.now,
    ...recordRow(form, 'r'),
  };
  const worth =
    points === null ? numeric(definition.points) : sql`coalesce((${compileSql(points, target)})::numeric, 0)`;
  return sql`case when ${compileSql(condition.expression, target)} then ${worth} end`;
}

function idleColumns(points: number, days: number, n: number, now: Date): Sql[] {
  const from = sql`greatest(made, ${name('t', n)}) + make_interval(hours => ${sql.lit(days * 24)})`;
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
