import { type RawBuilder, sql } from 'kysely';
import { PlatformError, type Problem } from '@tangram/schema';
import type { Node } from '../ast/node.ts';
import type { Expression } from '../expression.ts';
import { testedName } from '../parse/name.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { evaluatorOf } from './evaluator.ts';
import { NotInSqlError } from './not-in-sql.ts';
import { sqlProblem } from './sql.ts';
import { SqlWriter, type SqlTarget } from './sql-writer.ts';
import { type Environment, State } from './state.ts';

/**
 * Unary tests as a function of the tested value: true, false, or null where that cannot be said.
 *
 *     const isAdult = compileTests(readUnaryTests('>= 18', scope, numberType).expression);
 *     isAdult(21, environment)   // true
 */
export function compileTests(tests: Expression): (tested: FeelValue, environment: Environment) => boolean | null {
  const isZoned = tests.mode === 'strict';
  const evaluate = evaluatorOf(tests.ast, { types: tests.types, isZoned });
  return (tested, environment) => {
    const locals = { name: testedName, value: tested, isItem: false, outer: null };
    const value = evaluate(new State(environment, isZoned), locals);
    return typeof value === 'boolean' ? value : null;
  };
}

/**
 * Unary tests over an input expression as one SQL condition, equal to the closure. Throws `EXPR_NOT_IN_SQL` where
 * `testsSqlProblem` tells of one.
 *
 *     tests >= 18 over age   ->   ("age" >= $1::numeric)
 */
export function compileTestsSql(tests: Expression, input: Expression, target: SqlTarget): RawBuilder<unknown> {
  const ast = testedNode(tests, input);
  if (ast.type === 'literal') return sql`true`;
  try {
    return new SqlWriter(target).value(ast);
  } catch (error) {
    if (error instanceof NotInSqlError) throw new PlatformError('invalid', [error.problem]);
    throw error;
  }
}

/** Why the tests over that input cannot run in SQL, or null when they can. */
export function testsSqlProblem(tests: Expression, input: Expression): Problem | null {
  const ast = testedNode(tests, input);
  return ast.type === 'literal' ? null : sqlProblem(ast);
}

/** The tests with the input in place of `?`. */
function testedNode(tests: Expression, input: Expression): Node {
  return tests.ast.type === 'in' ? { ...tests.ast, value: input.ast } : tests.ast;
}
