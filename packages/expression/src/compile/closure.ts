import type { Expression } from '../expression.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { evaluatorOf } from './evaluator.ts';
import { type Environment, State } from './state.ts';

/**
 * The expression as a function of its environment. It never throws for what stands in the data: what the standard does
 * not answer is null, and `warn` is told why. It throws `EXPR_LOOP_LIMIT` when loops take more than `maxSteps` steps.
 *
 *     const isHot = compileClosure(expression);
 *     isHot({ variables: { amount: 1200 }, now: clock.now(), zone: 'Asia/Shanghai' })   // true
 */
export function compileClosure(expression: Expression): (environment: Environment) => FeelValue {
  const isZoned = expression.mode === 'strict';
  const evaluate = evaluatorOf(expression.ast, { types: expression.types, isZoned });
  return (environment) => evaluate(new State(environment, isZoned), null);
}
