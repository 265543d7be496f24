import { PlatformError, type Problem } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import type { Aggregate } from '../ast/aggregate.ts';
import type { Node } from '../ast/node.ts';
import type { Expression } from '../expression.ts';
import { NotInSqlError } from './not-in-sql.ts';
import type { RelatedRows } from './sql-aggregate.ts';
import { sqlWhole } from './sql-whole.ts';
import { SqlWriter, type SqlTarget } from './sql-writer.ts';

/**
 * The expression as SQL with exactly the value of its closure: what is written in the text goes in as parameters, and no
 * row can make the statement fail. As a condition, wrap it in `coalesce(..., false)` only where blank must count as no.
 * Throws `EXPR_NOT_IN_SQL` when `expression.inSql` is not ok.
 *
 *     status = "won" and amount > 1000
 *     -> (("status" = $1::text and "status" is not null) and ("amount" > $2::numeric))
 */
export function compileSql(expression: Expression, target: SqlTarget): RawBuilder<unknown> {
  return written(() => new SqlWriter(target).value(expression.ast));
}

/**
 * What a statement hands to PostgreSQL's `sum`: as `compileSql`, numbers as numeric whatever their column is, but points as
 * integers, whose sum is an exact bigint and takes a third of the time. Who adds them makes the sum numeric.
 */
export function compileSummand(expression: Expression, target: SqlTarget): RawBuilder<unknown> {
  return written(() => {
    const writer = new SqlWriter(target);
    const whole = sqlWhole(expression.ast, writer);
    if (whole !== null || expression.type.type !== 'number') return whole ?? writer.value(expression.ast);
    return sql`(${writer.value(expression.ast)})::numeric`;
  });
}

function written(write: () => RawBuilder<unknown>): RawBuilder<unknown> {
  try {
    return write();
  } catch (error) {
    if (error instanceof NotInSqlError) throw new PlatformError('invalid', [error.problem]);
    throw error;
  }
}

/** A count over related records as SQL: what a run is handed as its value. The same conditions as for `compileSql`. */
export function compileAggregate(aggregate: Aggregate, target: SqlTarget): RawBuilder<unknown> {
  return new SqlWriter(target).value(aggregate.node);
}

/** Whether the tree can be SQL: it is written once for nobody. */
export function sqlProblem(ast: Node): Problem | null {
  const nothing = sql`null`;
  const rows: RelatedRows = { column: () => nothing, related: () => rows, from: () => nothing, condition: nothing };
  const nowhere: SqlTarget = { column: () => nothing, related: () => rows, zone: 'UTC', now: new Date(0) };
  try {
    new SqlWriter(nowhere).value(ast);
    return null;
  } catch (error) {
    if (error instanceof NotInSqlError) return error.problem;
    throw error;
  }
}
