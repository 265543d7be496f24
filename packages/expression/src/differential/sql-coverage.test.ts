import { expect, test } from 'vitest';
import { childrenOf, type Node } from '../ast/node.ts';
import type { Signature } from '../functions/function-entry.ts';
import { functions } from '../functions/registry.ts';
import { readExpression } from '../read-expression.ts';
import { randomExpression } from './random-expression.ts';
import { scope } from './random-rows.ts';
import { RandomSource } from './random-source.ts';

const kinds = ['boolean', 'number', 'text', 'date', 'date-time', 'time', 'days-duration', 'months-duration'] as const;

test('random expressions call every function that says it runs in the database, in each of its forms', () => {
  const missing = new Map<Signature, string>();
  for (const { name, signatures } of functions) {
    for (const signature of signatures) {
      const types = signature.parameters.map((parameter) => parameter.type.type);
      if (typeof signature.toSql === 'function') missing.set(signature, `${name}(${types.join(', ')})`);
    }
  }
  const random = new RandomSource(1);
  for (let turn = 0; turn < 4000 && missing.size > 0; turn++) {
    const { expression } = readExpression(randomExpression(random, random.pick(kinds), 1 + random.below(4)), scope);
    if (expression === null) continue;
    for (const signature of signaturesIn(expression.ast)) missing.delete(signature);
  }
  expect([...missing.values()]).toEqual([]);
});

function signaturesIn(node: Node): Signature[] {
  const own = node.type === 'call' ? (node.candidates ?? []).slice(0, 1).map(({ signature }) => signature) : [];
  return [...own, ...childrenOf(node).flatMap(signaturesIn)];
}
