import {
  booleanType,
  compileClosure,
  dateTimeType,
  dateType,
  listOf,
  numberType,
  readExpression,
  relatedList,
  type Scope,
  textType,
  userType,
} from '@tangram/expression';
import { expect, test } from 'vitest';
import { conditionFields, relatedFields } from '../condition-field.ts';
import { type Condition, type ConditionRow, conditionText, newGroup, newRow } from './condition-tree.ts';
import { operatorsOf } from './operators.ts';
import { fieldsFor, type RelatedPart } from './related-part.ts';
import { measuredBy, newListRow } from './related-rows.ts';
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
const activity = {
  type: 'reference',
  form: 'crm/activity',
  members: () => ({
    done: booleanType,
    cost: numberType,
    due: dateType,
    created_at: dateTimeType,
    owner: record.owner,
  }),
} as const;
const scope: Scope = {
  variables: {
    ...record,
    activity: relatedList(activity, { app: 'crm', form: 'activity', field: 'lead' }),
    account: { type: 'reference', form: 'account', members: () => ({ sector: textType, 'year end': dateType }) },
    user: userType,
    previous: { type: 'context', members: record },
  },
};
const names = {
  titleOf: (path: string) => ({ amount: 'Amount', account: 'Account', 'activity[].cost': 'Cost' })[path],
};
const fields = new Map(
  [...conditionFields(scope, names), ...relatedFields(scope, names)].map((field) => [field.path, field]),
);

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
  'count(activity) > 0 or count(activity) = 0',
  'count(activity[done = false]) = 0 and amount > 1',
  'count(activity[done = false and due < today()]) >= 3',
  'count(activity[owner = user or (done = true and cost > 5)]) between 1 and 3',
  'sum(activity.cost) > 100 or mean(activity[done = true].cost) != 5',
  'max(activity.due) < today() - @"P30D"',
  'date(max(activity[done = true].created_at)) < today() - @"P3D"',
  'min(activity.due) = null',
  'max(activity.created_at) = null or created_at != null',
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
  'created_at > @"2026-11-22T09:30:00"',
  'created_at between @"2026-11-22T09:30:00" and @"2026-11-22T10:30:00"',
  'max(activity.created_at) > @"2026-11-22T09:30:00"',
  'count(activity.cost) > 1',
  'count(activity[cost > amount]) > 1',
  'some one in activity satisfies one.done',
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

test('a row about related records asks for what is left of it when something is missing', () => {
  const list = fields.get('activity');
  if (list === undefined) throw new Error('the list is not offered');
  const row = newListRow('1', list);
  expect(conditionText(row, fields)).toBe('count(activity) > 0');
  const half: Condition = { ...newRow(list.related?.get('cost'), 'more'), values: [] };
  const only = newGroup('and', [half, { ...newRow(list.related?.get('done'), 'yes') }]);
  const some: ConditionRow = { ...row, related: { measure: 'count', of: '', only } };
  expect(conditionText(some, fields)).toBe('count(activity[done = true]) > 0');
  const sum: ConditionRow = { ...row, operator: 'more', values: ['1'], related: { measure: 'sum', of: '', only } };
  expect(conditionText(sum, fields)).toBe('');
  expect(fieldsFor('sum', list).map(({ title }) => title)).toEqual(['Cost']);
  expect(fieldsFor('max', list).map(({ path }) => path)).toEqual(['cost', 'due', 'created_at']);
});

test('a sum leaves out the records whose field is blank, and says so', () => {
  const list = fields.get('activity');
  if (list === undefined) throw new Error('the list is not offered');
  const textOf = (part: RelatedPart) =>
    conditionText({ ...newListRow('1', list), related: part, operator: 'filled' } satisfies ConditionRow, fields);
  const done = newGroup('or', [
    { ...newRow(list.related?.get('done'), 'yes') },
    newRow(list.related?.get('due'), 'blank'),
  ]);
  const sum = measuredBy({ measure: 'count', of: '', only: done }, list, 'sum', '');
  expect(textOf(sum)).toBe('sum(activity[(done = true or due = null) and cost != null].cost) != null');
  const latest = measuredBy(sum, list, 'max', 'due');
  expect(textOf(latest)).toBe('max(activity[(done = true or due = null) and due != null].due) != null');
  expect(textOf(measuredBy(latest, list, 'count', ''))).toBe('count(activity[done = true or due = null]) != null');
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
