import { expect, test } from 'vitest';
import type { Expression } from '../expression.ts';
import { alternativesOf, readExpression, readUnaryTests } from '../read-expression.ts';
import { anyType, dateTimeType, numberType, type Scope, textType } from '../types/feel-type.ts';
import { FeelRange } from '../values/feel-value.ts';
import { FeelDate } from '../values/temporal.ts';
import { valueText } from '../values/value-text.ts';
import { allowedTest } from './allowed-test.ts';
import { coerced } from './coerce.ts';
import { constantOf } from './constant-of.ts';
import { compileTests, testsSqlProblem } from './tests.ts';

const scope: Scope = { variables: { limit: numberType, stage: textType } };
const environment = { variables: { limit: 5 }, now: new Date('2026-11-22T00:00:00Z'), zone: 'Asia/Shanghai' };

function tests(text: string): Expression {
  return readUnaryTests(text, scope, numberType).expression as Expression;
}

test.each([
  ['> 3', 4, true],
  ['> 3', 3, false],
  ['> 3', null, null],
  ['> limit', 6, true],
  ['? > 1 and ? < limit', 3, true],
  ['not(1, 2)', 2, false],
  ['not(1, 2)', null, true],
  ['-', null, true],
])('the tests %s of %j are %j', (text, value, verdict) => {
  expect(compileTests(tests(text))(value, environment)).toBe(verdict);
});

test('the tests of a cell are taken apart in their order', () => {
  expect(alternativesOf(tests('1, > 3, [5..7)')).map((each) => each.text)).toEqual(['1', '> 3', '[5..7)']);
  expect(alternativesOf(tests('not(1, 2)'))).toHaveLength(1);
  expect(alternativesOf(tests('-'))).toHaveLength(1);
});

test('a part of an expression is a constant where neither data nor the day has a say', () => {
  const constant = (text: string) => {
    const { expression } = readExpression(text, scope);
    return constantOf(expression as Expression, (expression as Expression).ast);
  };
  expect(constant('date("2026-11-22")')).toBeInstanceOf(FeelDate);
  expect(constant('[1..2 + 3]')).toEqual(new FeelRange(1, 5, true, true));
  expect(constant('-5')).toBe(-5);
  expect(constant('null')).toBe(null);
  expect(constant('limit + 1')).toBeUndefined();
  expect(constant('today()')).toBeUndefined();
});

test('tests over an input that has no SQL say why', () => {
  const input = readExpression('[1, 2][item > 1]', scope).expression as Expression;
  expect(testsSqlProblem(tests('> 3'), input)).toMatchObject({ code: 'EXPR_NOT_IN_SQL' });
  const column = readExpression('limit', scope).expression as Expression;
  expect(testsSqlProblem(tests('> 3'), column)).toBe(null);
});

test('a value at a boundary is converted, or does not conform', () => {
  const list = { feel: { type: 'list', of: numberType } } as const;
  expect(coerced([10], { feel: numberType })).toBe(10);
  expect(coerced([[10]], { feel: numberType })).toBe(10);
  expect(coerced([10, 11], { feel: numberType })).toBeUndefined();
  expect(coerced(10, list)).toEqual([10]);
  expect(coerced('a', list)).toBeUndefined();
  expect(coerced(null, list)).toBe(null);
  expect(coerced([10], { feel: anyType })).toEqual([10]);
  const day = constantOf(tests('1'), (readExpression('@"2026-11-22"', scope).expression as Expression).ast) ?? null;
  expect(valueText(coerced(day, { feel: dateTimeType }) ?? null)).toContain('2026-11-22T00:00:00');
});

test('allowed values are tests, and a text that is none allows nothing to be judged', () => {
  expect(allowedTest('[0..10], 99', numberType)?.(99)).toBe(true);
  expect(allowedTest('[0..10], 99', numberType)?.(11)).toBe(false);
  expect(allowedTest('[0..', numberType)).toBe(null);
});
