import { compileSql, compileTestsSql, type Expression, type SqlTarget, testsSqlProblem } from '@tangram/expression';
import type { Problem } from '@tangram/schema';
import { type RawBuilder, sql } from 'kysely';
import { ruleProblem } from '../errors.ts';
import { todayOf } from './compile-table.ts';
import type { ReadInput, ReadRow, ReadTable } from './read-table.ts';

/** The rows in effect on the day of the target, each with the SQL condition under which it matches. */
export interface RowPredicate {
  readonly key: string;
  readonly row: ReadRow;
  /** Blank counts as no: wrap it in `coalesce(..., false)` where a blank would be seen. */
  readonly matches: RawBuilder<unknown>;
}

/**
 * Conditions equal to what the closures of the rows say. Throws `EXPR_NOT_IN_SQL` where `conditionProblem` tells of one.
 *
 *     amount: >= 100, stage: "won"   ->   ("amount" >= $1::numeric) and ("stage" = $2::text and "stage" is not null)
 */
export function rowPredicates(table: ReadTable, target: SqlTarget): RowPredicate[] {
  const today = todayOf({ variables: {}, now: target.now, zone: target.zone });
  return table.rows
    .filter(
      (row) =>
        today === null ||
        ((row.from === null || row.from.dayNumber <= today.dayNumber) &&
          (row.to === null || today.dayNumber <= row.to.dayNumber)),
    )
    .map((row) => ({ key: row.key, row, matches: conditionSql(row.tests, table.inputs, target) }));
}

/** All tests together over the inputs; true where nothing is asked. */
export function conditionSql(
  tests: readonly (Expression | null)[],
  inputs: readonly ReadInput[],
  target: SqlTarget,
): RawBuilder<unknown> {
  const parts = tests.flatMap((test, index) =>
    test === null ? [] : [sql`${compileTestsSql(test, (inputs[index] as ReadInput).expression, target)}`],
  );
  return parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`;
}

/** The first reason why the conditions cannot run in SQL, with the pointer of the cell; null when they can. */
export function conditionProblem(table: ReadTable): Problem | null {
  for (const [index, input] of table.inputs.entries()) {
    const { inSql } = input.expression;
    if (!inSql.ok) return { ...inSql.problem, path: `/inputs/${index}/expression` };
    if (input.allowed !== null && input.type.feel.type === 'list') {
      const params = { policy: table.hitPolicy, count: table.outputs.length };
      return ruleProblem('RULE_TABLE_NOT_IN_SQL', `/inputs/${index}/allowed`, params);
    }
    const allowed = input.allowed === null ? null : testsSqlProblem(input.allowed, input.expression);
    if (allowed !== null) return { ...allowed, path: `/inputs/${index}/allowed` };
    for (const row of table.rows) {
      const test = row.tests[index] ?? null;
      const problem = test === null ? null : testsSqlProblem(test, input.expression);
      if (problem !== null) return { ...problem, path: `/rows/${row.index}/inputs/${input.key}` };
    }
  }
  return null;
}

/** True where an input has a value that the table does not allow: the table then has no answer. Null when all is allowed. */
export function refusalSql(table: ReadTable, target: SqlTarget): RawBuilder<unknown> | null {
  const refused = table.inputs.flatMap(({ expression, allowed }) => {
    if (allowed === null) return [];
    const passes = compileTestsSql(allowed, expression, target);
    return [sql`(${compileSql(expression, target)} is not null and ${passes} is not true)`];
  });
  return refused.length === 0 ? null : sql`(${sql.join(refused, sql` or `)})`;
}
