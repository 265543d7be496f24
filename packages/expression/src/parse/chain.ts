import type { SyntaxNode } from '@lezer/common';
import type { Node } from '../ast/node.ts';
import { anyType } from '../types/feel-type.ts';

/** A chain of `and` and `or` without brackets around it. */
export function isChain(node: SyntaxNode): boolean {
  return node.name === 'Conjunction' || node.name === 'Disjunction';
}

/** Operands joined in the order of the text; `and` holds more tightly than `or`. */
export function joined(operands: readonly Node[], operators: readonly ('and' | 'or')[]): Node {
  const groups: Node[][] = [[]];
  for (const [index, operand] of operands.entries()) {
    if (operators[index - 1] === 'or') groups.push([]);
    groups.at(-1)?.push(operand);
  }
  return logicOf(
    'or',
    groups.map((group) => logicOf('and', group)),
  );
}

function logicOf(operator: 'and' | 'or', operands: readonly Node[]): Node {
  const [first, last] = [operands[0] as Node, operands.at(-1) as Node];
  return operands.length === 1
    ? first
    : { from: first.from, to: last.to, feel: anyType, type: 'logic', operator, operands };
}
