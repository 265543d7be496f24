import { expect, test } from 'vitest';
import { readExpression } from '../read-expression.ts';
import { numberType, textType } from '../types/feel-type.ts';
import { explain, type Explanation } from './explain.ts';

const scope = { variables: { amount: numberType, stage: textType } };

function outline(explanation: Explanation): string {
  const parts = explanation.parts.map(outline).join(', ');
  const mark = explanation.isDecisive ? '' : '~';
  return `${mark}${explanation.text}: ${explanation.outcome === 'value' ? JSON.stringify(explanation.value) : explanation.outcome}${parts === '' ? '' : ` [${parts}]`}`;
}

function explained(text: string, variables: { amount: number | null; stage: string | null }): string {
  const { expression } = readExpression(text, scope);
  if (expression === null) throw new Error(text);
  return outline(explain(expression, { variables, now: new Date(0), zone: 'UTC' }));
}

test('says which part made a condition false, and that the others did not matter', () => {
  expect(explained('amount > 1000 and stage = "won"', { amount: 1200, stage: 'lost' })).toBe(
    'amount > 1000 and stage = "won": false [~amount > 1000: true [~amount: 1200], stage = "won": false [stage: "lost"]]',
  );
});

test('shows the blank that made a condition blank', () => {
  expect(explained('amount > 1000', { amount: null, stage: null })).toBe('amount > 1000: blank [amount: blank]');
});

test('marks the branch that was not taken', () => {
  expect(explained('if amount > 5 then amount * 2 else amount', { amount: 7, stage: null })).toBe(
    'if amount > 5 then amount * 2 else amount: 14 [amount > 5: true [amount: 7], amount * 2: 14 [amount: 7], ~amount: 7]',
  );
});
