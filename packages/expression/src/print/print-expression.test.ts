import { expect, test } from 'vitest';
import { readExpression } from '../read-expression.ts';
import {
  booleanType,
  dateTimeType,
  dateType,
  listOf,
  numberType,
  type Scope,
  textType,
  userType,
} from '../types/feel-type.ts';
import { printExpression } from './print-expression.ts';

const scope: Scope = {
  variables: {
    amount: numberType,
    source: textType,
    open: booleanType,
    tags: listOf(textType),
    due: dateType,
    created_at: dateTimeType,
    owner: { type: 'reference', form: 'person', members: () => ({}) },
    user: userType,
    account: { type: 'reference', form: 'account', members: () => ({ sector: textType }) },
  },
};
const titles: { readonly [path: string]: { readonly en: string; readonly zh: string } } = {
  amount: { en: 'Amount', zh: '金额' },
  source: { en: 'Source', zh: '来源' },
  open: { en: 'Open', zh: '进行中' },
  tags: { en: 'Tags', zh: '标签' },
  due: { en: 'Due', zh: '到期日' },
  owner: { en: 'Owner', zh: '负责人' },
  account: { en: 'Account', zh: '客户' },
};

const faces: readonly (readonly [feel: string, en: string, zh: string, sheet: string])[] = [
  [
    'date(created_at) < today()',
    'the day of created_at is before today',
    'created_at的日期早于今天',
    'date(created_at)<TODAY()',
  ],
  [
    'source = "官网" and amount > 1000',
    'Source is "官网" and Amount is greater than 1000',
    '来源是“官网”，且金额大于1000',
    'AND(source="官网",amount>1000)',
  ],
  ['source in ("a", "b")', 'Source is one of "a", "b"', '来源属于“a”、“b”', 'IN(source,"a","b")'],
  ['not(source in ("a", "b"))', 'Source is none of "a", "b"', '来源不属于“a”、“b”', 'NOT(IN(source,"a","b"))'],
  ['due <= today() + @"P7D"', 'Due is on or before today + 7 days', '到期日不晚于今天 + 7天', 'due<=(TODAY()+@"P7D")'],
  ['owner = user', 'Owner is the signed-in person', '负责人是当前用户', 'owner=user'],
  [
    'source = null or open = true',
    'Source is blank or Open is yes',
    '来源为空，或进行中为是',
    'OR(ISBLANK(source),open=TRUE)',
  ],
  [
    '(open or amount < 1) and not(contains(source, "x"))',
    '(Open or Amount is less than 1) and Source does not contain "x"',
    '（进行中，或金额小于1），且来源不包含“x”',
    'AND(OR(open,amount<1),NOT(CONTAINS(source,"x")))',
  ],
  [
    'if amount >= 10 then 20 else 0',
    'if Amount is at least 10 then 20, else 0',
    '如果金额不低于10，那么20，否则0',
    'IF(amount>=10,20,0)',
  ],
  [
    'account.sector = "medical"',
    'sector of Account is "medical"',
    '客户的sector是“medical”',
    'account.sector="medical"',
  ],
];

test.each(faces)('shows %s in three faces', (feel, en, zh, sheet) => {
  const { expression } = readExpression(feel, scope);
  if (expression === null) throw new Error(feel);
  expect(printExpression(expression, 'feel', { language: 'en' })).toBe(feel);
  expect(printExpression(expression, 'sentence', { language: 'en', titleOf: (path) => titles[path]?.en })).toBe(en);
  expect(printExpression(expression, 'sentence', { language: 'zh', titleOf: (path) => titles[path]?.zh })).toBe(zh);
  expect(printExpression(expression, 'spreadsheet', { language: 'en' })).toBe(sheet);
});

test('shows an option by its label', () => {
  const { expression } = readExpression('source in ("web", "fair")', scope);
  const labels: { readonly [value: string]: string } = { web: 'Website', fair: 'Trade fair' };
  const text =
    expression &&
    printExpression(expression, 'sentence', {
      language: 'en',
      labelOf: (path, value) => (path === 'source' ? labels[value as string] : undefined),
    });
  expect(text).toBe('source is one of Website, Trade fair');
});
