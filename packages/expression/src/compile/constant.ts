import { childrenOf, type Node } from '../ast/node.ts';
import type { Expression } from '../expression.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { evaluatorOf } from './evaluator.ts';
import { startState } from './state.ts';

/**
 * The value of a part of an expression that is the same whatever the data and the day: `10`, `date("2026-11-22")`,
 * `[1..5]`, `> 3`. Undefined for everything else. Moments without an offset are read on the clocks of `zone`.
 */
export function constantOf(expression: Expression, node: Node, zone = 'UTC'): FeelValue | undefined {
  if (!isConstant(node)) return undefined;
  const environment = { variables: {}, now: new Date(0), zone };
  return evaluatorOf(node, expression.types)(startState(environment, expression.mode === 'strict'));
}

function isConstant(node: Node): boolean {
  if (node.type === 'call') {
    const isTimeless = node.entry !== undefined && !ofTheDay.has(node.entry.name);
    return isTimeless && node.arguments.every((argument) => isConstant(argument.value));
  }
  return node.type === 'literal' || (constantTypes.has(node.type) && childrenOf(node).every(isConstant));
}

const ofTheDay: ReadonlySet<string> = new Set(['now', 'today']);

/** Loops and functions are left out: they may take long, and nobody writes them for a constant. */
const constantTypes: ReadonlySet<Node['type']> = new Set([
  'negation',
  'arithmetic',
  'list',
  'range',
  'test',
  'context',
]);
