import { type RawBuilder, sql } from 'kysely';
import { type AggregateName, aggregateName, type AggregateSource } from '../ast/aggregate.ts';
import type { Call, Node, Quantified } from '../ast/node.ts';
import type { RelatedList } from '../types/feel-type.ts';
import { sqlDivide, sqlPrecise } from './sql-number.ts';
import type { RowFrame, SqlWriter } from './sql-writer.ts';
import type { FeelType } from '../types/feel-type.ts';

type Sql = RawBuilder<unknown>;

/** Where the columns of a record stand in a statement, and the records that refer to it. */
export interface RowSource {
  /** The SQL of a path from the record, of the PostgreSQL type of its FEEL type; of the empty path its id, a uuid. */
  column(path: readonly string[], type: FeelType): RawBuilder<unknown>;
  /** The records that refer to it; missing where none can be asked for. */
  related?(list: RelatedList): RelatedRows;
}

/** The related records as the subquery that an aggregate becomes. */
export interface RelatedRows extends Required<RowSource> {
  /** The table and whatever is joined to it: ask when every column has been asked for. */
  from(): RawBuilder<unknown>;
  /** That a row refers to the outer record, is not deleted and may be counted. */
  readonly condition: RawBuilder<unknown>;
}

/**
 * An aggregate as a subquery, blank where FEEL's is: `sum`, `mean`, `min` and `max` of no records, or with a blank among
 * the values.
 *
 *     count(activity[done = false])
 *     -> (select count(*)::numeric from "crm"."activity" as "t_1" where "t_1"."account" = "t"."id" and ... and not "t_1"."done")
 */
export function sqlAggregate(node: Call | Quantified, source: AggregateSource, writer: SqlWriter): Sql {
  const { rows, frame, where } = openRows(source, writer);
  if (node.type === 'quantified') {
    const body = tested(node, source, frame, writer);
    const verdict =
      node.quantifier === 'some'
        ? sql`when bool_or(v.b) then true when count(*) > count(v.b) then null else false`
        : sql`when not bool_and(v.b) then false when count(*) > count(v.b) then null else true`;
    return sql`(select case ${verdict} end from (select ${body} as b from ${rows.from()} where ${where}) as v)`;
  }
  const name = aggregateName(node) as AggregateName;
  if (name === 'count') return sql`(select count(*)::numeric from ${rows.from()} where ${where})`;
  const value = writer.within(frame, () => writer.value(source.element));
  const from = sql`(select ${value} as x from ${rows.from()} where ${where}) as v`;
  const ordered = source.element.feel.type === 'text' ? sql`v.x collate "C"` : sql`v.x`;
  const whole = (joined: Sql) => sql`case when count(*) = count(v.x) then ${joined} end`;
  switch (name) {
    case 'min':
    case 'max':
      return sql`(select ${whole(sql`${sql.raw(name)}(${ordered})`)} from ${from})`;
    case 'sum':
      return sqlPrecise(sql`(select ${whole(sql`sum(v.x)`)} from ${from})`);
    case 'mean':
      return sql`(select ${sqlDivide(sqlPrecise(sql`m.s`), sql`m.n`)} from (select ${whole(sql`sum(v.x)`)} as s, count(*)::numeric as n from ${from}) as m)`;
  }
}

/** `some` or `every` where blank counts as no: PostgreSQL stops at the first record that decides. */
export function sqlExists(node: Quantified, source: AggregateSource, writer: SqlWriter): Sql {
  const { rows, frame, where } = openRows(source, writer);
  const body = tested(node, source, frame, writer);
  return node.quantifier === 'some'
    ? sql`exists (select 1 from ${rows.from()} where ${where} and ${body})`
    : sql`not exists (select 1 from ${rows.from()} where ${where} and ${body} is not true)`;
}

function openRows(source: AggregateSource, writer: SqlWriter): { rows: RelatedRows; frame: RowFrame; where: Sql } {
  const rows = writer.relatedRows(source.list, source.related);
  const frame: RowFrame = { name: 'item', isItem: true, rows, value: null, type: itemType(source) };
  const filters = source.filters.map((filter) => writer.within(frame, () => writer.truth(filter)));
  return { rows, frame, where: sql.join([rows.condition, ...filters], sql` and `) };
}

/** The body of `some name in list satisfies body`: its name is the record, or what is taken of it. */
function tested(node: Quantified, { element }: AggregateSource, frame: RowFrame, writer: SqlWriter): Sql {
  const name = node.iterations[0]?.name ?? '';
  const own: RowFrame =
    element.type === 'name'
      ? { ...frame, name, isItem: false }
      : { ...frame, name, isItem: false, type: element.feel, value: writer.within(frame, () => writer.value(element)) };
  return writer.within(own, () => writer.boolean(node.body));
}

function itemType({ list }: AggregateSource): FeelType {
  return list.feel.type === 'list' ? list.feel.of : (list as Node).feel;
}
