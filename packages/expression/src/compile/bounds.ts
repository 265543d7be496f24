import type { Node } from '../ast/node.ts';

/** The least and the greatest value of a node that is a whole number whatever stands in the data. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * `if trial then 50 else 0` lies in 0 to 50, and so a sum of such points is a safe integer that needs no test when it
 * runs. Null for everything that the data decide: a variable may be blank.
 */
export function boundsOf(node: Node): Bounds | null {
  switch (node.type) {
    case 'literal':
      return typeof node.value === 'number' ? { low: node.value, high: node.value } : null;
    case 'negation': {
      const bounds = boundsOf(node.operand);
      return bounds === null ? null : { low: 0 - bounds.high, high: 0 - bounds.low };
    }
    case 'if': {
      const then = boundsOf(node.consequent);
      const otherwise = then === null ? null : boundsOf(node.alternative);
      if (then === null || otherwise === null) return null;
      return { low: Math.min(then.low, otherwise.low), high: Math.max(then.high, otherwise.high) };
    }
    case 'arithmetic': {
      if (node.operator !== '+' && node.operator !== '-') return null;
      const left = boundsOf(node.left);
      const right = left === null ? null : boundsOf(node.right);
      if (left === null || right === null) return null;
      const [low, high] =
        node.operator === '+'
          ? [left.low + right.low, left.high + right.high]
          : [left.low - right.high, left.high - right.low];
      return Number.isSafeInteger(low) && Number.isSafeInteger(high) ? { low, high } : null;
    }
    default:
      return null;
  }
}
