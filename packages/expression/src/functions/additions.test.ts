import { expect, test } from 'vitest';
import { chinaCalendar } from '../china-calendar.ts';
import { compileClosure } from '../compile/closure.ts';
import type { Environment } from '../compile/state.ts';
import { chinesePinyin } from '../pinyin.ts';
import { readExpression } from '../read-expression.ts';
import { listOf, numberType, textType } from '../types/feel-type.ts';
import { setPinyin } from '../values/pinyin.ts';
import { valueText } from '../values/value-text.ts';

const now = new Date('2026-11-22T02:00:00.000Z');

function run(text: string, more: Partial<Environment> = {}): { value: string | null; warnings: string[] } {
  const { expression, problems } = readExpression(text, { variables: {} });
  if (expression === null) throw new Error(`${text}: ${JSON.stringify(problems)}`);
  const warnings: string[] = [];
  const warn: Environment['warn'] = (problem) => void warnings.push(problem.code);
  const value = compileClosure(expression)({ variables: {}, now, zone: 'Asia/Shanghai', warn, ...more });
  return { value: valueText(value), warnings };
}

test.each([
  ['0', '零元整'],
  ['0.004', '零元整'],
  ['-0.001', '零元整'],
  ['0.05', '伍分'],
  ['0.5', '伍角整'],
  ['1', '壹元整'],
  ['10', '壹拾元整'],
  ['10.07', '壹拾元零柒分'],
  ['1005', '壹仟零伍元整'],
  ['1050', '壹仟零伍拾元整'],
  ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
  ['10500', '壹万零伍佰元整'],
  ['107000.53', '壹拾万柒仟元伍角叁分'],
  ['100000001', '壹亿零壹元整'],
  ['100010000', '壹亿零壹万元整'],
  ['123456789.12', '壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分'],
  ['1000000000000', '壹万亿元整'],
  ['1000100000000', '壹万零壹亿元整'],
  ['9999999999999.99', '玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ['-3.5', '负叁元伍角整'],
  ['2.345', '贰元叁角肆分'],
  ['2.355', '贰元叁角陆分'],
  ['9.999', '壹拾元整'],
])('大写金额(%s) is %s', (number, words) => {
  expect(run(`大写金额(${number})`).value).toBe(words);
  expect(run(`amount in words(${number})`).value).toBe(words);
});

test('an amount above the largest is blank, and says why', () => {
  expect(run('大写金额(10000000000000) = null')).toEqual({ value: 'true', warnings: ['EXPR_RESULT_BLANK'] });
  expect(run('大写金额(9999999999999.995) = null').value).toBe('true');
});

test('an amount may be asked for in a list that is called words', () => {
  const { expression } = readExpression('amount in words', {
    variables: { amount: numberType, words: listOf(numberType) },
  });
  expect(expression?.text).toBe('amount in words');
});

test.each([
  ['working days between(@"2026-11-20", @"2026-11-23")', '1'],
  ['working days between(@"2026-11-23", @"2026-11-20")', '-1'],
  ['working days between(@"2026-11-21", @"2026-11-22")', '0'],
  ['working days between(@"2026-11-02", @"2026-11-30")', '20'],
  ['working days between(@"1969-12-29", @"1970-01-05")', '5'],
  ['add working days(@"2026-11-20", 1)', '2026-11-23'],
  ['add working days(@"2026-11-21", 1)', '2026-11-23'],
  ['add working days(@"2026-11-21", 0)', '2026-11-21'],
  ['add working days(@"2026-11-21", -1)', '2026-11-20'],
  ['add working days(@"2026-11-23", -1.9)', '2026-11-20'],
  ['add working days(@"2026-11-23", 5)', '2026-11-30'],
  ['add working days(@"9999-12-31", 1) = null', 'true'],
  ['add working days(@"2026-11-23", 1e30) = null', 'true'],
])('%s is %s from Monday to Friday', (text, value) => {
  expect(run(text)).toEqual({ value, warnings: [] });
});

// The days around the National Day of 2025: off from 1 to 8 October; 28 September and 11 October, a Sunday and a Saturday, are worked.
test.each([
  ['working days between(@"2025-09-27", @"2025-10-11")', '6'],
  ['add working days(@"2025-09-27", 1)', '2025-09-28'],
  ['add working days(@"2025-09-30", 1)', '2025-10-09'],
  ['add working days(@"2025-10-10", 1)', '2025-10-11'],
  ['add working days(@"2025-10-09", -1)', '2025-09-30'],
])('%s is %s in China', (text, value) => {
  expect(run(text, { calendar: chinaCalendar })).toEqual({ value, warnings: [] });
});

test('years whose holidays are not known have their weekdays, with a warning', () => {
  const outside = run('working days between(@"2003-09-29", @"2003-10-08")', { calendar: chinaCalendar });
  expect(outside).toEqual({ value: '7', warnings: ['EXPR_CALENDAR_YEAR'] });
});

test('a constant is computed anew for another calendar', () => {
  const { expression } = readExpression('add working days(@"2025-09-30", 1)', { variables: {} });
  if (expression === null) throw new Error('not read');
  const evaluate = compileClosure(expression);
  const base = { variables: {}, now, zone: 'UTC' };
  expect(valueText(evaluate(base))).toBe('2025-10-01');
  expect(valueText(evaluate({ ...base, calendar: chinaCalendar }))).toBe('2025-10-09');
});

test('pinyin is blank where no readings are known, and says so', () => {
  expect(run('pinyin("七巧") = null')).toEqual({ value: 'true', warnings: ['EXPR_RESULT_BLANK'] });
});

test.each([
  ['pinyin("七巧")', 'qi qiao'],
  ['pinyin("重庆银行")', 'chong qing yin hang'],
  ['pinyin("绿色")', 'lv se'],
  ['pinyin("")', ''],
  ['pinyin("ABC 12")', 'ABC 12'],
  ['pinyin initials("重庆银行")', 'cqyh'],
  ['pinyin initials("中国移动")', 'zgyd'],
])('%s is %s', (text, value) => {
  setPinyin(chinesePinyin);
  expect(run(text)).toEqual({ value, warnings: [] });
});

test.each([
  ['similarity("word", "two words")', '0.363636363636'],
  ['similarity("two words", "word")', '0.363636363636'],
  ['similarity("Tangram", "tangram!")', '1'],
  ['similarity("", "")', '1'],
  ['similarity("!", "?")', '0'],
  ['similarity("a", "")', '0'],
  ['similarity("北京科技有限公司", "上海科技有限公司")', '0.384615384615'],
  ['fuzzy matches("北京科技有限公司", "上海科技有限公司")', 'false'],
  ['fuzzy matches("北京科技有限公司", "上海科技有限公司", 0.3)', 'true'],
  ['fuzzy matches("Jonathan Smith", "Jonathon Smith")', 'true'],
])('%s is %s', (text, value) => {
  expect(run(text).value).toBe(value);
});

test('changed() asks for the record before the change', () => {
  const fields = { stage: textType, amount: numberType };
  const account = { type: 'reference', form: 'account', members: () => ({ sector: textType }) } as const;
  const previous = { type: 'reference', form: 'lead', members: () => ({ ...fields, account }) } as const;
  const scope = { variables: { ...fields, account, previous } };
  const read = (text: string) => readExpression(text, scope).expression?.text;
  expect(read('changed(stage)')).toBe('previous = null or previous.stage != stage');
  expect(read('changed(stage) and amount > 1')).toBe('(previous = null or previous.stage != stage) and amount > 1');
  expect(read('changed(account.sector)')).toBe('previous = null or previous.account.sector != account.sector');
  expect(readExpression('changed(1)', scope).problems[0]?.code).toBe('EXPR_ARGUMENTS');
  expect(readExpression('changed(stage)', { variables: fields }).problems[0]?.code).toBe('EXPR_FUNCTION_UNKNOWN');
  const isChanged = readExpression('changed(stage)', scope).expression;
  if (isChanged === null) throw new Error('not read');
  expect(isChanged.inSql.ok).toBe(true);
  const evaluate = compileClosure(isChanged);
  const holds = (variables: Environment['variables']) => evaluate({ variables, now, zone: 'UTC' });
  expect(holds({ stage: 'won', previous: { stage: 'open' } })).toBe(true);
  expect(holds({ stage: 'won', previous: { stage: 'won' } })).toBe(false);
  expect(holds({ stage: null, previous: null })).toBe(true);
});
