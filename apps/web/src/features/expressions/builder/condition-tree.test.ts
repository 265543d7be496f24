import {
  booleanType,
  compileClosure,
  dateTimeType,
  dateType,
  listOf,
  numberType,
  readExpression,
  type Scope,
  textType,
  userType,
} from '@tangram/expression';
import { expect, test } from 'vitest';
import { conditionFields } from '../condition-field.ts';
import { type Condition, conditionText, newGroup, newRow } from './condition-tree.ts';
import { operatorsOf } from './operators.ts';
import { readConditions } from './read-conditions.ts';

const record = {
  amount: numberType,
  stage: textType,
  open: booleanType,
  tags: listOf(textType),
  due: dateType,
  created_at: dateTimeType,
  owner: { type: 'reference', form: 'person', members: () => ({}) },
} as const;
const scope: Scope = {
  variables: {
    ...record,
    account: { type: 'reference', form: 'account', members: () => ({ sector: textType, 'year end': dateType }) },
    user: userType,
    previous: { type: 'context', members: record },
  },
};
const names = { titleOf: (path: string) => ({ amount: 'Amount', account: 'Account' })[path] };
const fields = new Map(conditionFields(scope, names).map((field) => [field.path, field]));

const texts = [
  'stage = "won"',
  'stage in ("won", "lost")',
  'not(stage in ("won", "lost"))',
  'contains(stage, "w") and not(contains(stage, "x"))',
  'list contains(tags, "VIP") or not(list contains(tags, "x"))',
  'amount between 1 and 2.5',
  'open = true and open = false',
  'due < today() and due >= @"2026-11-22"',
  'due between today() - @"P7D" and today()',
  'date(created_at) between today() and today() + @"P30D"',
  'owner = user or owner != user',
  'stage = null and amount != null',
  'stage != previous.stage and previous.stage = "new"',
  'account.sector = "medical" and account.`year end` > today()',
  'amount > 1 and (stage = "a" or (stage = "b" and amount < 9))',
  'stage != "won" and stage != null',
  'amount > 1 or (stage != "won" and stage != null)',
  'not(stage in ("won", "lost")) and stage != null and amount > 1',
  'not(contains(stage, "x")) or stage = null',
  'amount > 1 and (not(contains(stage, "x")) or stage = null)',
  'owner != user and owner != null',
  'open != true or open = false',
  'not(amount > 1 or stage = "a")',
  '(amount > 1 or stage = "a") != true',
  'not(amount > 1) and stage = "a"',
  'stage = "a" or not(amount > 1 or (stage = "b" and amount < 9))',
  'due < today() - @"P30D" and due > today() - @"P14M"',
  'date(created_at) >= today() + @"P7D"',
  'amount > -5',
];

test.each(texts)('shows %s as rows and writes the same text back', (text) => {
  const group = readConditions(text, scope);
  expect(group && conditionText(group, fields)).toBe(text);
});

test.each([
  'amount + 1 > 2',
  'amount > rate',
  'if open then true else false',
  'some tag in tags satisfies tag = "x"',
  'amount >',
])('leaves %s to the text mode', (text) => {
  expect(readConditions(text, scope)).toBeNull();
});

test('leaves rows that are not filled in out of the text', () => {
  const stage = fields.get('stage');
  const full: Condition = { ...newRow(stage), values: ['"won"'] };
  const half: Condition = { ...newRow(fields.get('amount'), 'between'), values: ['1', ''] };
  expect(conditionText(newGroup('and', [newRow(stage), full, half, newRow()]), fields)).toBe('stage = "won"');
  expect(conditionText(newGroup('or', [newRow()]), fields)).toBe('');
});

const environments = [
  { amount: null, stage: null, open: null },
  { amount: 2, stage: 'won', open: true },
].map((variables) => ({ variables, now: new Date('2026-11-27T00:00:00Z'), zone: 'UTC' }));

test.each([
  ['is-not', '"won"'],
  ['none-of', '"won"'],
  ['contains-not', '"w"'],
] as const)('%s asks about blank fields or leaves them out, as the row says', (operator, value) => {
  for (const withBlanks of [true, false]) {
    const row: Condition = { ...newRow(fields.get('stage'), operator), values: [value], withBlanks };
    const { expression } = readExpression(conditionText(row, fields), scope);
    const holds = environments.map((one) => expression && compileClosure(expression)(one) === true);
    expect(holds).toEqual([withBlanks, false]);
  }
});

test('a group of which none holds leaves out what cannot be told, or takes it in', () => {
  const amount: Condition = { ...newRow(fields.get('amount'), 'more'), values: ['1'] };
  for (const withBlanks of [true, false]) {
    const text = conditionText({ ...newGroup('none', [amount]), withBlanks }, fields);
    const { expression } = readExpression(text, scope);
    expect(environments.map((one) => expression && compileClosure(expression)(one) === true)).toEqual([
      withBlanks,
      false,
    ]);
  }
});

test('offers the fields of the record, then those behind relations and of the record before the change', () => {
  expect([...fields.keys()].slice(0, 8)).toEqual([
    'amount',
    'stage',
    'open',
    'tags',
    'due',
    'created_at',
    'owner',
    'account',
  ]);
  expect(fields.get('account.sector')?.title).toBe('Account › sector');
  expect(fields.has('previous.amount')).toBe(true);
});

test('offers comparisons that fit the field', () => {
  const context = { hasUser: true, previous: new Set(['stage']) };
  const of = (path: string) => {
    const field = fields.get(path);
    return field === undefined ? [] : operatorsOf(field, context);
  };
  expect(of('owner')).toEqual(['is', 'is-not', 'me', 'not-me', 'blank', 'filled']);
  expect(of('account')).toEqual(['is', 'is-not', 'blank', 'filled']);
  expect(of('stage').at(-1)).toBe('changed');
  expect(of('amount')).not.toContain('changed');
});
