import { compileSql, compileSummand, type Expression, type SqlTarget } from '@tangram/expression';
import type { Aggregate } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';

/** `of` and `only` are columns of the rows to aggregate; `only` keeps the rows on which it is true. */
interface AggregateInput {
  readonly of: RawBuilder<unknown>;
  readonly only: RawBuilder<unknown> | null;
}

/**
 * `(count(*) filter (where "f0"))::numeric`, `(sum("m0"))::numeric`: one measure over one group. Nothing to aggregate gives
 * null, a count 0. Numbers are numeric, as calculations expect them.
 */
export function aggregateSql(aggregate: Aggregate, { of, only }: AggregateInput): RawBuilder<unknown> {
  const filter = only === null ? sql`` : sql` filter (where ${only})`;
  return aggregates[aggregate].write(of, filter);
}

/** What is aggregated, of one record: an expression over it. */
export function aggregateInput(aggregate: Aggregate, of: Expression, target: SqlTarget): RawBuilder<unknown> {
  return aggregates[aggregate].input(of, target);
}

interface AggregateKind {
  readonly input: (of: Expression, target: SqlTarget) => RawBuilder<unknown>;
  readonly write: (of: RawBuilder<unknown>, filter: RawBuilder<unknown>) => RawBuilder<unknown>;
}

const aggregates: Record<Aggregate, AggregateKind> = {
  count: { input: exactValue, write: (_of, filter) => sql`(count(*)${filter})::numeric` },
  'count-distinct': { input: exactValue, write: (of, filter) => sql`(count(distinct ${of})${filter})::numeric` },
  // Points are added as integers, whose sum is a bigint.
  sum: { input: compileSummand, write: (of, filter) => sql`(sum(${of})${filter})::numeric` },
  // 12 digits like every division of an expression. PostgreSQL divides to as many digits as its operands show, so the
  // sum is given 20 first; its own avg() keeps only 16 significant ones.
  average: {
    input: exactValue,
    write: (of, filter) =>
      sql`round(sum(${of})${filter} * 1.00000000000000000000 / nullif(count(${of})${filter}, 0), 12)`,
  },
  minimum: { input: exactValue, write: (of, filter) => sql`min(${of})${filter}` },
  maximum: { input: exactValue, write: (of, filter) => sql`max(${of})${filter}` },
};

/** Numbers are aggregated as exact numerics whatever the column's own type is. */
function exactValue(of: Expression, target: SqlTarget): RawBuilder<unknown> {
  const value = compileSql(of, target);
  return of.type.type === 'number' ? sql`(${value})::numeric` : value;
}
