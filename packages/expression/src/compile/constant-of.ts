import type { Node } from '../ast/node.ts';
import type { Expression } from '../expression.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { constantValue, isConstant } from './constant.ts';
import { evaluatorOf } from './evaluator.ts';

/**
 * The value of a part of an expression that is the same whatever the data and the day: `10`, `date("2026-11-22")`,
 * `[1..5]`, `> 3`. Undefined for everything else. Moments without an offset are read on the clocks of `zone`.
 */
export function constantOf(expression: Expression, node: Node, zone = 'UTC'): FeelValue | undefined {
  if (!isConstant(node)) return undefined;
  const isZoned = expression.mode === 'strict';
  return constantValue(evaluatorOf(node, { types: expression.types, isZoned }), isZoned, zone);
}
