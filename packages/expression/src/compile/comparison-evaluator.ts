import type { Comparison, Node } from '../ast/node.ts';
import { compare, isEqual } from '../values/compare.ts';
import { isPlain } from './constant.ts';
import { compared, isOrder, outcomes } from './operators.ts';
import type { Evaluator } from './state.ts';

export function comparisonEvaluator(node: Comparison, below: (node: Node) => Evaluator): Evaluator {
  const { operator } = node;
  const [left, right] = [below(node.left), below(node.right)];
  const literal = isPlain(node.right) ? node.right.value : undefined;
  if (!isOrder(operator)) {
    const wanted = operator === '=';
    if (typeof literal === 'string') {
      return (state, locals) => {
        const value = left(state, locals);
        return typeof value === 'string' ? (value === literal) === wanted : compared(operator, value, literal);
      };
    }
    return (state, locals) => {
      const equal = isEqual(left(state, locals), right(state, locals));
      return equal === null ? null : equal === wanted;
    };
  }
  const { below: isBelow, same, above } = outcomes[operator];
  if (typeof literal === 'number') {
    return (state, locals) => {
      const value = left(state, locals);
      const order = typeof value === 'number' ? value - literal : compare(value, literal);
      return order === null ? null : order < 0 ? isBelow : order > 0 ? above : same;
    };
  }
  return (state, locals) => {
    const [a, b] = [left(state, locals), right(state, locals)];
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : compare(a, b);
    return order === null ? null : order < 0 ? isBelow : order > 0 ? above : same;
  };
}
