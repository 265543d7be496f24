import { workCalendarOf } from '@tangram/records';
import { compileSql, type Expression, type SqlTarget } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { accessOf, actorBinding } from '@tangram/records';
import type { ValueType } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { PlannedDimension, QueryPlan } from '../plan/query-plan.ts';
import { aggregateInput, aggregateSql } from './aggregate-sql.ts';
import { bucketSql } from './bucket-sql.ts';
import { columnSql } from './column-sql.ts';
import { groupOrder } from './group-order.ts';
import { type Asker, JoinTree } from './join-tree.ts';

/** No answer holds more groups than this: more is an export, not a report. The answer says when there were more. */
export const maxGroups = 2000;

/** Which part of the answer a row of the statement belongs to. */
export const parts = { group: 0, others: 1, total: 2 } as const;

/**
 * The one statement that answers a query; one row per group, then the rest and the total, told apart by `part`, so a blank
 * group is never taken for a total. Columns by position in the plan: `d0` (dimension), `r0` (points to something hidden),
 * `l0` (title of a reference), `m0` (measure), `c0` (calculation); `groups` is how many groups there are in all.
 *
 *     with base as not materialized (select t1."sector" as d0, t."amount"::numeric as m0, ... from ... where filter),
 *          groups as (select d0, sum(m0) as m0 ... from base group by d0) with its calculations,
 *          ranked as (select *, row_number() over (order by ...) as place from groups where having)
 *     select 0 as part, ... from ranked where place <= 10
 *     union all select 1 ... from base joined to the groups beyond     -- others: again from the records
 *     union all select 2 ... from base                                 -- total: again from the records
 *     order by part, place
 */
export function compileQuery(plan: QueryPlan, asker: Asker): CompiledQuery {
  const columns = columnsOf(plan);
  const hasGroups = plan.dimensions.length > 0;
  const base = baseSql(plan, asker);
  const limit = Math.min(plan.top?.count ?? maxGroups, maxGroups);
  const order = hasGroups ? groupOrder(plan, asker.catalog.workspace.language) : null;
  const isOverlapping = plan.dimensions.some((dimension) => dimension.isList);
  const having = plan.having === null ? null : calculationSql(plan.having, plan, 'g', asker);

  const groups = sql`select g.* from (${calculated(plan, grouped(plan, base.restrictable), asker)}) as g${
    having === null ? sql`` : sql` where ${having}`
  }`;
  const ranked = sql`select g.*, ${order === null ? sql`1` : sql`row_number() over (order by ${order})`} as place, count(*) over () as groups from (${groups}) as g`;
  const answers = [
    sql`select ${sql.lit(parts.group)}::int as part, ${names(columns)}, place, groups from ranked where place <= ${sql.lit(limit)}`,
  ];
  const rest = (part: number, rows: RawBuilder<unknown>) =>
    sql`select ${sql.lit(part)}::int, ${sql.join(columns.map((column) => (/^[drl]/.test(column) ? sql`null` : sql.id('g', column))))}, null, null from (${calculated(plan, together(plan, rows), asker)}) as g`;

  if (hasGroups && plan.top?.others === true) {
    const beyond = sql`${members(plan, base.restrictable)} where k.place > ${sql.lit(limit)}`;
    answers.push(
      sql`${rest(parts.others, isOverlapping ? once(beyond) : beyond)} where exists (select 1 from ranked where place > ${sql.lit(limit)})`,
    );
  }
  if (plan.totals) {
    // Groups that `having` took out do not belong to the answer, so their records are not in its total.
    const all = having === null || !hasGroups ? sql`select b.* from base as b` : members(plan, base.restrictable);
    const total = rest(parts.total, isOverlapping ? once(all) : all);
    answers.push(having !== null && !hasGroups ? sql`${total} where exists (select 1 from ranked)` : total);
  }
  const statement = sql`with base as not materialized (${base.sql}), ranked as (${ranked}) ${sql.join(answers, sql` union all `)} order by part, place`;
  return { sql: statement, forms: [plan.form, ...base.joined] };
}

export interface CompiledQuery {
  readonly sql: RawBuilder<unknown>;
  /** Every form whose records the answer depends on. */
  readonly forms: readonly FormModel[];
}

/** The columns of the answer, in the order in which the statement gives them. */
export function columnsOf(plan: QueryPlan): string[] {
  return [
    ...plan.dimensions.flatMap((_, at) => [`d${at}`, `r${at}`, `l${at}`]),
    ...plan.measures.map((_, at) => `m${at}`),
    ...plan.calculations.map((_, at) => `c${at}`),
  ];
}

interface BaseRows {
  readonly sql: RawBuilder<unknown>;
  /** Which dimensions have a group of hidden records. */
  readonly restrictable: readonly boolean[];
  readonly joined: readonly FormModel[];
}

/** One row per record (per record and value of a list dimension): what it is grouped by and what is aggregated. */
function baseSql(plan: QueryPlan, asker: Asker): BaseRows {
  const joins = new JoinTree(plan.form, asker);
  const laterals: RawBuilder<unknown>[] = [];
  const selected: RawBuilder<unknown>[] = [];
  const restrictable: boolean[] = [];
  for (const [at, dimension] of plan.dimensions.entries()) {
    const { value, title, isRestricted } = dimensionSql(dimension, at, joins, laterals, asker);
    selected.push(sql`${value} as ${sql.id(`d${at}`)}`, sql`${title ?? sql`null::text`} as ${sql.id(`l${at}`)}`);
    selected.push(sql`${isRestricted ?? sql`false`} as ${sql.id(`r${at}`)}`);
    restrictable.push(isRestricted !== null);
  }
  for (const [at, measure] of plan.measures.entries()) {
    if (measure.of !== null) {
      const input = aggregateInput(measure.aggregate, measure.of, recordTarget(joins, plan, asker));
      selected.push(sql`${input} as ${sql.id(`m${at}`)}`);
    }
    if (measure.filter !== null)
      selected.push(sql`${recordSql(measure.filter, joins, plan, asker)} as ${sql.id(`f${at}`)}`);
  }
  if (plan.dimensions.some((dimension) => dimension.isList))
    selected.push(sql`${sql.id(JoinTree.root, 'id')} as record`);
  if (selected.length === 0) selected.push(sql`1 as one`);
  const filter = plan.filter === null ? sql`` : sql` where ${recordSql(plan.filter, joins, plan, asker)}`;
  return {
    sql: sql`select ${sql.join(selected)} from ${joins.from(laterals)}${filter}`,
    restrictable,
    joined: joins.joinedForms,
  };
}

function dimensionSql(
  dimension: PlannedDimension,
  at: number,
  joins: JoinTree,
  laterals: RawBuilder<unknown>[],
  { catalog, actor }: Asker,
): { value: RawBuilder<unknown>; title: RawBuilder<unknown> | null; isRestricted: RawBuilder<boolean> | null } {
  const { path, valueType } = dimension;
  if (valueType === 'reference' && !dimension.isList) {
    const { alias, isRestricted } = joins.reach(path, true);
    const target = path.field.type === 'form' ? path.field.field.references : 'person';
    return { value: sql.id(alias, 'id'), title: titleSql(), isRestricted };

    function titleSql(): RawBuilder<unknown> {
      if (target === 'person' || target === undefined) return sql.id(alias, 'name');
      const form = catalog.form(target.app, target.form);
      const field = form?.titleField == null ? undefined : form.fields.get(form.titleField);
      if (form === undefined || field === undefined || !accessOf(actor, form, catalog).canRead(field.key))
        return sql`null::text`;
      return sql`${sql.id(alias, field.column)}::text`;
    }
  }
  const { alias, isRestricted } = joins.reach(path);
  const column = path.field.type === 'person' ? path.field.key : path.field.field.column;
  let value: RawBuilder<unknown> = sql.id(alias, column);
  if (dimension.isList) {
    const list = `u${at}`;
    laterals.push(
      sql`left join lateral (select distinct e.value from unnest(${value}) as e(value)) as ${sql.id(list)} on true`,
    );
    value = sql.id(list, 'value');
  }
  const declared = path.field.type === 'person' ? path.field.valueType : path.field.field.valueType;
  if (dimension.grain !== null) {
    value = bucketSql(value, dimension.grain, declared === 'date' ? 'date' : 'date-time', catalog.workspace);
  }
  return { value, title: null, isRestricted };
}

/** An expression over a record of the form, its relations and `user`. */
function recordSql(expression: Expression, joins: JoinTree, plan: QueryPlan, asker: Asker): RawBuilder<unknown> {
  return compileSql(expression, recordTarget(joins, plan, asker));
}

function recordTarget(joins: JoinTree, plan: QueryPlan, { actor, catalog, now }: Asker): SqlTarget {
  const binding = actorBinding(actor, now);
  return {
    zone: catalog.workspace.zone,
    calendar: workCalendarOf(catalog.workspace),
    now,
    column: (path) => columnSql(path, plan.form, joins, binding),
    // What may not be counted was refused by `checkAccess`.
    related: (list) => joins.related(list, []),
  };
}

/** An expression over measures and calculations, which stand as columns of `alias`. */
function calculationSql(
  expression: Expression,
  plan: QueryPlan,
  alias: string,
  { catalog, now }: Asker,
): RawBuilder<unknown> {
  return compileSql(expression, {
    zone: catalog.workspace.zone,
    calendar: workCalendarOf(catalog.workspace),
    now,
    column: ([key]) => {
      const measure = plan.measures.findIndex((candidate) => candidate.key === key);
      if (measure >= 0) return sql.id(alias, `m${measure}`);
      return sql.id(alias, `c${plan.calculations.findIndex((candidate) => candidate.key === key)}`);
    },
  });
}

function aggregatesSql(plan: QueryPlan): RawBuilder<unknown>[] {
  return plan.measures.map((measure, at) => {
    const only = measure.filter === null ? null : sql.id('b', `f${at}`);
    return sql`${aggregateSql(measure.aggregate, { of: sql.id('b', `m${at}`), only })} as ${sql.id(`m${at}`)}`;
  });
}

function grouped(plan: QueryPlan, restrictable: readonly boolean[]): RawBuilder<unknown> {
  if (plan.dimensions.length === 0) return together(plan, sql`select b.* from base as b`);
  const keys = plan.dimensions.flatMap((_, at) => keyColumns(at, restrictable));
  const others = plan.dimensions.flatMap((dimension, at) => [
    ...(restrictable[at] === true ? [] : [sql`false as ${sql.id(`r${at}`)}`]),
    // The title depends on the key: any of the group's is the one.
    dimension.valueType === 'reference'
      ? sql`min(b.${sql.id(`l${at}`)}) as ${sql.id(`l${at}`)}`
      : sql`null::text as ${sql.id(`l${at}`)}`,
  ]);
  return sql`select ${sql.join([...keys, ...others, ...aggregatesSql(plan)])} from base as b group by ${sql.join(keys)}`;
}

/** All the given rows as one group. */
function together(plan: QueryPlan, rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select ${sql.join(aggregatesSql(plan))} from (${rows}) as b`;
}

/**
 * The rows of `base` that belong to a ranked group. PostgreSQL cannot hash `is not distinct from`, so blank is compared as
 * some value of its type, and being blank besides.
 */
function members(plan: QueryPlan, restrictable: readonly boolean[]): RawBuilder<unknown> {
  const same = plan.dimensions.flatMap((dimension, at) => {
    const name = sql.id(`d${at}`);
    const anyValue = sql.raw(anyValues[dimension.valueType] ?? `''`);
    return [
      sql`coalesce(b.${name}, ${anyValue}) = coalesce(k.${name}, ${anyValue})`,
      sql`(b.${name} is null) = (k.${name} is null)`,
      ...(restrictable[at] === true ? [sql`b.${sql.id(`r${at}`)} = k.${sql.id(`r${at}`)}`] : []),
    ];
  });
  return sql`select b.* from base as b join ranked as k on ${sql.join(same, sql` and `)}`;
}

const anyValues: { readonly [type in ValueType]?: string } = {
  number: '0',
  boolean: 'false',
  date: `date 'epoch'`,
  'date-time': `timestamptz 'epoch'`,
  time: `time '00:00'`,
  reference: `uuid '00000000-0000-0000-0000-000000000000'`,
};

/** Each record once, although it stands in several groups. */
function once(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select distinct on (o.record) o.* from (${rows}) as o`;
}

/** The aggregated rows with their calculations, each of which may read those before it. */
function calculated(plan: QueryPlan, aggregated: RawBuilder<unknown>, asker: Asker): RawBuilder<unknown> {
  return plan.calculations.reduce<RawBuilder<unknown>>(
    (rows, { expression }, at) =>
      sql`select g.*, ${calculationSql(expression, plan, 'g', asker)} as ${sql.id(`c${at}`)} from (${rows}) as g`,
    aggregated,
  );
}

function keyColumns(at: number, restrictable: readonly boolean[]): RawBuilder<unknown>[] {
  return [sql.id('b', `d${at}`), ...(restrictable[at] === true ? [sql.id('b', `r${at}`)] : [])];
}

function names(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.id(column)));
}
