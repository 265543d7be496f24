import { expect, test } from 'vitest';
import { readExpression, readUnaryTests } from '../read-expression.ts';
import {
  booleanType,
  dateTimeType,
  dateType,
  type FeelType,
  listOf,
  numberType,
  type Scope,
  textType,
  userType,
} from '../types/feel-type.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { fromFeel, toFeel } from '../values/wire.ts';
import { compileClosure } from './closure.ts';
import { compileFunction } from './compile-function.ts';

const account: FeelType = {
  type: 'reference',
  form: 'account',
  members: () => ({ sector: textType, parent: account }),
};
const types: { readonly [name: string]: FeelType } = {
  amount: numberType,
  rate: numberType,
  stage: textType,
  open: booleanType,
  tags: listOf(textType),
  due: dateType,
  created_at: dateTimeType,
  account,
  owner: { type: 'reference', form: 'person', members: () => ({}) },
  user: userType,
  blank: numberType,
};
const scope: Scope = { variables: types };
const record = {
  amount: 1200,
  rate: '0.1',
  stage: '官网',
  open: true,
  tags: ['VIP', '展会'],
  due: '2026-11-29',
  created_at: '2026-11-21T16:30:00.000Z',
  account: { id: 'a1', title: 'Acme', sector: 'medical' },
  owner: { id: 'p1', title: 'Ann' },
  user: { id: 'p1', name: 'Ann', groups: ['sales'] },
  blank: null,
};
const variables = Object.fromEntries(
  Object.entries(record).map(([name, value]) => [name, toFeel(value, types[name] as FeelType)]),
) as { [name: string]: FeelValue };
const environment = { variables, now: new Date('2026-11-21T16:30:00.000Z'), zone: 'Asia/Shanghai' };

function valueOf(text: string): unknown {
  const { expression, problems } = readExpression(text, scope);
  expect(problems, text).toEqual([]);
  if (expression === null) return undefined;
  const value = fromFeel(compileClosure(expression)(environment));
  expect(fromFeel(compileFunction(expression)(environment)), text).toEqual(value);
  return value;
}

const compilers = [
  { name: 'closure', compile: compileClosure },
  { name: 'generated function', compile: compileFunction },
];

const cases: readonly (readonly [text: string, value: unknown])[] = [
  // Exact numbers.
  ['rate + 0.2 = 0.3', true],
  ['9007199254740993 + 1', '9007199254740994'],
  ['1 / 3', 0.333333333333],
  ['2 / 3', 0.666666666667],
  ['5 / 2', 2.5],
  ['amount / 0', null],
  ['0.0000000000005 / 1', 0],
  ['0.0000000000015 / 1', 0.000000000002],
  ['modulo(-12, 5)', 3],
  ['2 ** 3 ** 2', 64],
  ['-2 ** 2', 4],
  ['decimal(2.5, 0)', 2],
  ['round half up(1.005, 2)', 1.01],
  ['round half down(-2.5, 0)', -2],
  ['12345678901234567890.12 * 2', '24691357802469135780.24'],
  // Three values.
  ['blank > 1', null],
  ['blank > 1 and false', false],
  ['blank > 1 or open', true],
  ['not(blank > 1)', null],
  ['blank = null', true],
  ['blank = 1', false],
  ['blank != 1', true],
  ['if blank > 1 then "a" else "b"', 'b'],
  ['blank in (1, 2)', false],
  ['not(stage in ("a", null))', true],
  // Text by code point.
  ['string length("😀a")', 2],
  ['substring("😀bc", 2, 1)', 'b'],
  ['substring("abc", -2)', 'bc'],
  ['substring("abc", 0)', null],
  // A hair less than 1, which a double cannot tell from it.
  ['substring("abc", 0.9999999999999999999999999999999999, 1)', null],
  ['["a", "b"][0.9999999999999999999999999999999999]', null],
  ['date(2026, 0.9999999999999999999999999999999999, 1)', null],
  ['"a" < "B"', false],
  ['"～" < "😀"', true],
  ['upper case("straße")', 'STRAßE'],
  ['stage + string(amount)', '官网1200'],
  ['contains(stage, "官")', true],
  ['replace("2026-11-22", "(\\\\d+)-(\\\\d+)-(\\\\d+)", "$3.$2.$1")', '22.11.2026'],
  ['string join(tags, "、")', 'VIP、展会'],
  // Days: the workspace is in Shanghai, where it is already the 22nd.
  ['today()', '2026-11-22'],
  ['date(created_at)', '2026-11-22'],
  ['created_at.hour', 0],
  ['due - today()', 'P7D'],
  ['due - duration("P1M")', '2026-10-29'],
  ['(due - today()).days', 7],
  ['due between today() and today() + @"P30D"', true],
  ['@"2024-01-31" + @"P1M"', '2024-02-29'],
  ['day of week(due)', 'Sunday'],
  ['due.weekday', 7],
  ['now() = created_at', true],
  ['created_at + @"P1D"', '2026-11-22T16:30:00.000Z'],
  ['years and months duration(@"2024-02-29", due)', 'P2Y9M'],
  // Records and people by id; lists.
  ['owner = user', true],
  ['owner = user.id', true],
  ['account.sector = "medical"', true],
  ['account.parent.sector', null],
  ['list contains(tags, "VIP")', true],
  ['"VIP" in tags', true],
  ['some tag in tags satisfies starts with(tag, "V")', true],
  ['every tag in tags satisfies starts with(tag, "V")', false],
  ['count(tags[item = "VIP"])', 1],
  ['for i in 1..3 return i * amount', [1200, 2400, 3600]],
  ['sum(for i in 1..3 return i)', 6],
  ['{a: amount, b: a * 2}.b', 2400],
  ['sort([3, 1, 2], function(x, y) x < y)', [1, 2, 3]],
  ['[{n: 1}, {n: 2}][n > 1].n', [2]],
  ['amount in [1000..2000)', true],
  ['amount in (< 5, 1200)', true],
];

test.each(cases)('%s is %j', (text, value) => {
  expect(valueOf(text)).toEqual(value);
});

const cells: readonly (readonly [cell: string, value: number | null, verdict: boolean | null])[] = [
  ['-', 5, true],
  ['> 3', 5, true],
  ['[1..5)', 5, false],
  ['not(1, 2)', 2, false],
  ['1, 2, > 10', 11, true],
  ['? > amount', 5, false],
  ['null', null, true],
  ['> 3', null, null],
];

test.each(cells)('the cell %s over %j is %j', (cell, value, verdict) => {
  const { expression } = readUnaryTests(cell, scope, numberType);
  for (const { compile } of compilers) {
    const holds = expression && compile(expression);
    expect(holds?.({ ...environment, variables: { ...variables, '?': value } })).toBe(verdict);
  }
});

test.each(compilers)('warns why a result is blank, by $name', ({ compile }) => {
  const open: Scope = { variables: { anything: { type: 'any' } } };
  const { expression } = readExpression('string length(anything)', open);
  const codes: string[] = [];
  const result =
    expression &&
    compile(expression)({
      variables: { anything: 5 },
      now: new Date(0),
      zone: 'UTC',
      warn: (problem) => codes.push(problem.code),
    });
  expect([result, codes]).toEqual([null, ['EXPR_ARGUMENT_WRONG']]);
});

test.each(compilers)('stops a loop that would run too long, by $name', ({ compile }) => {
  const { expression } = readExpression('count(for a in 1..2000, b in 1..2000 return a * b)', scope);
  expect(() => expression && compile(expression)(environment)).toThrow('it was stopped');
});

test.each(compilers)('reads names as own properties only, by $name', ({ compile }) => {
  const { expression } = readExpression('toString = null', { variables: { toString: textType } });
  expect(expression && compile(expression)({ ...environment, variables: {} })).toBe(true);
});

test.each(compilers)('evaluates what depends on the clock anew for every run, by $name', ({ compile }) => {
  const { expression } = readExpression('due < today() - @"P30D" or today() = @"2026-11-20"', scope);
  const isLate = expression && compile(expression);
  const at = (now: string, zone: string) => isLate?.({ ...environment, now: new Date(now), zone });
  expect(at('2026-12-29T12:00:00Z', 'UTC')).toBe(false);
  expect(at('2026-12-30T12:00:00Z', 'UTC')).toBe(true);
  expect(at('2026-12-29T22:00:00Z', 'UTC')).toBe(false);
  expect(at('2026-12-29T22:00:00Z', 'Asia/Shanghai')).toBe(true);
  expect(at('2026-11-20T01:00:00Z', 'UTC')).toBe(true);
});

test.each(compilers)('a constant that warns warns in every run, by $name', ({ compile }) => {
  const { expression } = readExpression('string length(5)', scope, { mode: 'standard' });
  const evaluate = expression && compile(expression);
  let warnings = 0;
  const told = { ...environment, warn: () => void (warnings += 1) };
  expect([evaluate?.(told), evaluate?.(told), warnings]).toEqual([null, null, 2]);
});
