import type { Arithmetic, Node } from '../ast/node.ts';
import { boundsOf } from './bounds.ts';
import { combined } from './operators.ts';
import type { Evaluator } from './state.ts';

/**
 * Whole numbers are computed as such while the result is a safe integer; everything else goes through the exact
 * arithmetic of values. A sum whose terms are bounded needs no test at all.
 */
export function arithmeticEvaluator(node: Arithmetic, below: (node: Node) => Evaluator): Evaluator {
  const { operator } = node;
  if (operator === '+' && boundsOf(node) !== null) return sumEvaluator(termsOf(node).map(below));
  const [left, right] = [below(node.left), below(node.right)];
  switch (operator) {
    case '+':
      return (state, locals) => {
        const [a, b] = [left(state, locals), right(state, locals)];
        if (typeof a === 'number' && typeof b === 'number') {
          const sum = a + b;
          if (Number.isSafeInteger(sum)) return sum;
        }
        return combined('+', a, b, state);
      };
    case '-':
      return (state, locals) => {
        const [a, b] = [left(state, locals), right(state, locals)];
        if (typeof a === 'number' && typeof b === 'number') {
          const difference = a - b;
          if (Number.isSafeInteger(difference)) return difference;
        }
        return combined('-', a, b, state);
      };
    case '*':
      return (state, locals) => {
        const [a, b] = [left(state, locals), right(state, locals)];
        if (typeof a === 'number' && typeof b === 'number') {
          const product = a * b;
          if (Number.isSafeInteger(product)) return product + 0;
        }
        return combined('*', a, b, state);
      };
    default:
      return (state, locals) => combined(operator, left(state, locals), right(state, locals), state);
  }
}

function sumEvaluator(terms: readonly Evaluator[]): Evaluator {
  return (state, locals) => {
    let sum = 0;
    // Every term has bounds, so it is a number and the sum is safe.
    for (let index = 0; index < terms.length; index++) sum += (terms[index] as Evaluator)(state, locals) as number;
    return sum;
  };
}

/** `a + b + c` as its terms. */
function termsOf(node: Node): Node[] {
  return node.type === 'arithmetic' && node.operator === '+' ? [...termsOf(node.left), ...termsOf(node.right)] : [node];
}
