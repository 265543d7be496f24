import { booleanType, contextOf, type FeelValue, readExpression, toFeel } from '@tangram/expression';
import type { JsonValue } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { ruleScope } from '../compile/rule-context.ts';
import { leadCatalog } from '../testing/lead-app.ts';
import { conditionFlip } from './condition-flip.ts';

const form = leadCatalog().form('crm', 'lead');
if (form === undefined) throw new Error('The form is there.');
const scope = ruleScope(form);

function flip(text: string, values: { readonly [field: string]: JsonValue }) {
  const { expression } = readExpression(text, scope, { expects: booleanType });
  if (expression === null) throw new Error(`${text} cannot be read.`);
  const variables: [string, FeelValue][] = [...(form?.fields.values() ?? [])].map(({ key, feelType }) => [
    key,
    toFeel(values[key] ?? null, feelType),
  ]);
  return conditionFlip(expression, text, { variables: contextOf(variables), now: new Date(0), zone: 'UTC' });
}

describe('the smallest change that flips a condition', () => {
  it.each([
    ['amount >= 1000', { amount: 800 }, true, [['amount >= 1000', 200]]],
    ['amount >= 0.3', { amount: 0.1 }, true, [['amount >= 0.3', 0.2]]],
    ['1000 <= amount', { amount: 800 }, true, [['amount >= 1000', 200]]],
    ['amount >= 1000', { amount: 1200 }, false, [['amount < 1000', -200]]],
    ['amount >= 1000', {}, true, [['amount >= 1000', undefined]]],
    // Only what does not hold has to change; of alternatives the one with fewer changes.
    ['amount >= 1000 and stage = "方案报价"', { amount: 800, stage: '方案报价' }, true, [['amount >= 1000', 200]]],
    [
      'amount >= 1000 and visits > 2',
      { amount: 1, visits: 2 },
      true,
      [
        ['amount >= 1000', 999],
        ['visits > 2', 0],
      ],
    ],
    ['(amount > 5 and visits > 2) or note = "x"', { amount: 1, visits: 1 }, true, [['note = "x"', undefined]]],
    ['not(amount > 5)', { amount: 7 }, true, [['amount <= 5', -2]]],
    ['amount between 10 and 20', { amount: 25 }, true, [['amount <= 20', -5]]],
    ['amount between 10 and 20', { amount: 4 }, true, [['amount >= 10', 6]]],
    ['stage in ("新线索", "初步沟通")', { stage: '方案报价' }, true, [['stage in ("新线索", "初步沟通")', undefined]]],
    ['due < @"2026-11-22"', { due: '2026-11-22' }, true, [['due < @"2026-11-22"', undefined]]],
    ['account.sector = "retail"', { account: null }, true, [['account.sector = "retail"', undefined]]],
  ] as const)('%s of %j', (text, values, to, changes) => {
    const found = flip(text, values);
    expect(found?.to).toBe(to);
    expect(found?.changes.map((change) => [change.text, change.short])).toEqual(changes);
  });

  it.each([
    ['changes that do not go together', 'amount > 5 and amount < 3', { amount: 4 }],
    ['a part that is no comparison with a constant', 'amount > visits * 2', { amount: 1, visits: 3 }],
    ['what nobody can change any more', 'previous.amount > 5', {}],
  ] as const)('says nothing of %s', (_name, text, values) => {
    expect(flip(text, values)).toBeNull();
  });
});
