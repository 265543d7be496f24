import { describe, expect, it } from 'vitest';
import { compileFunction } from './compile/compile-function.ts';
import { compileClosure } from './compile/closure.ts';
import { printExpression } from './print/print-expression.ts';
import { readExpression, type ReadOptions } from './read-expression.ts';
import {
  booleanType,
  dateTimeType,
  type FeelType,
  listOf,
  numberType,
  relatedList,
  type Scope,
  textType,
} from './types/feel-type.ts';
import { contextOf } from './values/feel-value.ts';

const task: FeelType = { type: 'reference', form: 'crm/task', members: () => ({ done: booleanType, title: textType }) };
const tasks = relatedList(task, { app: 'crm', form: 'task', field: 'activity' });
const activity: FeelType = {
  type: 'reference',
  form: 'crm/activity',
  members: () => ({
    done: booleanType,
    amount: numberType,
    at: dateTimeType,
    tags: listOf(textType),
    title: textType,
    task: tasks,
  }),
};
const scope: Scope = {
  variables: {
    name: textType,
    amount: numberType,
    tags: listOf(textType),
    activity: relatedList(activity, { app: 'crm', form: 'activity', field: 'account' }),
    previous: { type: 'reference', form: 'crm/account', members: () => ({ amount: numberType }) },
  },
  notStored: ['previous'],
};

const read = (text: string, options: ReadOptions = {}) => readExpression(text, scope, options);
const codes = (text: string, options: ReadOptions = {}) => read(text, options).problems.map(({ code }) => code);

describe('counts over related records', () => {
  it.each([
    ['count(activity)', 'number'],
    ['count(activity[done = false]) >= 3', 'boolean'],
    ['sum(activity[title = name].amount) > amount', 'boolean'],
    ['max(activity.at) < now() - duration("P7D")', 'boolean'],
    ['mean(activity.amount)', 'number'],
    ['min(activity.title)', 'text'],
    ['max(activity.at.year)', 'number'],
    ['some a in activity satisfies a.amount > amount', 'boolean'],
    ['every a in activity[done] satisfies count(a.task[done = false]) = 0', 'boolean'],
    ['count(activity[count(task[not(done)]) > 1])', 'number'],
    ['if count(activity) > 0 then sum(activity.amount) else 0', 'number'],
  ])('reads %s', (text, type) => {
    const { expression, problems } = read(text);
    expect(problems).toEqual([]);
    expect(expression?.type.type).toBe(type);
    expect(expression?.inSql.ok).toBe(true);
  });

  it('are told of one by one, the outermost only, each text once', () => {
    const { expression } = read(
      'count(activity[count(task) > 1]) > 1 and count( activity[count(task)>1] ) < 9 or name = "x"',
    );
    expect(expression?.aggregates.map(({ text }) => text)).toEqual(['count(activity[count(task) > 1])']);
    expect(expression?.reads).toEqual([['name']]);
  });

  it.each([
    ['activity', ['EXPR_RELATED_ONLY']],
    ['activity[1]', ['EXPR_RELATED_ONLY']],
    ['activity[done]', ['EXPR_RELATED_ONLY']],
    ['activity.amount', ['EXPR_RELATED_ONLY']],
    ['activity = null', ['EXPR_RELATED_ONLY']],
    ['for a in activity return a.amount', ['EXPR_RELATED_ONLY']],
    ['median(activity.amount)', ['EXPR_RELATED_ONLY']],
    ['max(activity.tags)', ['EXPR_RELATED_ONLY']],
    ['max(activity)', ['EXPR_RELATED_ONLY']],
    ['count(activity.task)', ['EXPR_RELATED_ONLY']],
    ['count(reverse(activity))', ['EXPR_RELATED_ONLY']],
    ['some a in activity, b in activity satisfies a.amount > b.amount', ['EXPR_RELATED_ONLY', 'EXPR_RELATED_ONLY']],
    ['some t in tags satisfies count(activity[title = t]) > 0', ['EXPR_RELATED_ONLY']],
    ['count(activity[amount > previous.amount])', ['EXPR_RELATED_NAME']],
    ['count(activity[matches(title, "a.*b")])', ['EXPR_RELATED_NOT_IN_SQL']],
    ['count(activity[amuont > 3])', ['EXPR_NAME_UNKNOWN']],
    ['sum(activity.amuont)', ['EXPR_MEMBER_UNKNOWN']],
    ['sum(activity)', ['EXPR_ARGUMENT_TYPE']],
  ])('refuses %s', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('are bounded in number and depth', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => `count(activity[amount > ${n}])`).join(' + ');
    expect(codes(many(20))).toEqual([]);
    expect(codes(many(21))).toEqual(['EXPR_RELATED_LIMIT']);
    expect(codes('count(activity[count(task[count(activity) > 1]) > 1])')).toEqual(['EXPR_RELATED_LIMIT']);
  });

  it('are refused where their value would be kept', () => {
    expect(codes('count(activity) > 1', { mayCount: false })).toEqual(['EXPR_RELATED_HERE']);
  });

  it('take the value that the run was handed; without one they look at the lists among the variables', () => {
    const { expression } = read('count(activity[done]) + sum(activity.amount)');
    if (expression === null) throw new Error('does not read');
    const list = [true, false].map((done, n) =>
      contextOf([
        ['done', done],
        ['amount', n + 5],
      ]),
    );
    const environment = { variables: { activity: list }, now: new Date(0), zone: 'UTC' };
    const aggregates = new Map([['count(activity[done])', 100]]);
    for (const evaluate of [compileClosure(expression), compileFunction(expression)]) {
      expect(evaluate(environment)).toBe(12);
      expect(evaluate({ ...environment, aggregates })).toBe(111);
    }
  });
});

describe('what is said of related records', () => {
  const titles: { readonly [path: string]: string } = {
    activity: '活动',
    'activity[].done': '已完成',
    'activity[].amount': '金额',
    amount: '限额',
  };
  it.each([
    ['count(activity[done = false]) >= 3', 'zh', '「活动」中满足已完成为否的条数不低于3'],
    ['sum(activity.amount) > amount', 'zh', '「活动」的金额之和大于限额'],
    ['some a in activity[done] satisfies a.amount > 5', 'zh', '「活动」中满足已完成的记录有一条满足金额大于5'],
    ['count(activity) = 0', 'en', 'the number of 活动 is 0'],
    [
      'max(activity[done and amount > 3].amount)',
      'en',
      'the largest 金额 of 活动 where (已完成 and 金额 is greater than 3)',
    ],
  ] as const)('%s in %s: %s', (text, language, expected) => {
    const { expression } = read(text);
    if (expression === null) throw new Error(text);
    expect(printExpression(expression, 'sentence', { language, titleOf: (path) => titles[path] })).toBe(expected);
  });

  it('reads back from FEEL and from the spreadsheet', () => {
    for (const text of ['count(activity[done = false]) >= 3', 'sum(activity[title = name].amount) > amount']) {
      const { expression } = read(text);
      if (expression === null) throw new Error(text);
      expect(read(printExpression(expression, 'spreadsheet', { language: 'en' })).expression?.text).toBe(
        expression.text,
      );
    }
  });
});
