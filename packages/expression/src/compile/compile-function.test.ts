import { expect, test } from 'vitest';
import type { Expression } from '../expression.ts';
import { readExpression } from '../read-expression.ts';
import { booleanType, dateType, numberType, type Scope, textType, userType } from '../types/feel-type.ts';
import { contextOf, type FeelValue } from '../values/feel-value.ts';
import { parseNumber } from '../values/number.ts';
import { FeelDate } from '../values/temporal.ts';
import { stringLiteral } from '../parse/string-literal.ts';
import { compileClosure } from './closure.ts';
import { compileAdaptively, compileFunction, functionText } from './compile-function.ts';

const run = { now: new Date('2026-11-21T16:30:00.000Z'), zone: 'Asia/Shanghai' };

function read(text: string, scope: Scope): Expression {
  const { expression, problems } = readExpression(text, scope);
  if (expression === null) throw new Error(problems.map((problem) => problem.message).join(' '));
  return expression;
}

test('a text or a name is never code', () => {
  const nasty = ['"', "'", '\\', '`', '${x}', '\u2028', '\n', '</script>', '"]; throw 1; //', '__proto__'];
  for (const text of nasty) {
    const expression = read(`x = ${stringLiteral(text)}`, { variables: { x: textType } });
    const evaluate = compileFunction(expression);
    expect([evaluate({ ...run, variables: { x: text } }), evaluate({ ...run, variables: { x: 'x' } })]).toEqual([
      true,
      false,
    ]);
  }
  const half = compileFunction(read('x = "\\ud800"', { variables: { x: textType } }));
  expect(half({ ...run, variables: { x: '\ud800' } })).toBe(true);
  for (const name of ['"]; throw 1; //', "it's", 'constructor', '__proto__', 'e', 's', 'c0', 'library', '金额']) {
    const scope: Scope = { variables: Object.fromEntries([[name, numberType]]) };
    const evaluate = compileFunction(read(`\`${name}\` + 1`, scope));
    const variables = Object.fromEntries([[name, 41]]);
    expect([evaluate({ ...run, variables }), evaluate({ ...run, variables: {} })]).toEqual([42, null]);
  }
});

const scope: Scope = {
  variables: { n: numberType, m: numberType, t: textType, b: booleanType, d: dateType, user: userType },
};
const odd: readonly FeelValue[] = [
  null,
  0,
  -5,
  9007199254740991,
  parseNumber('0.1'),
  parseNumber('9007199254740993'),
  '',
  'a',
  true,
  false,
  [],
  ['a'],
  contextOf([['id', 'a']]),
  new FeelDate(2026, 11, 22),
];
const texts = [
  'n + m',
  'n - m',
  'n * m',
  'n * -3',
  'n / m',
  '-n',
  'n > 3',
  'n <= m',
  'n = m',
  'n != 0',
  'n between 0 and m',
  'n in (0, 1, 2)',
  'n in [1, 2]',
  'n in (0.1, 2)',
  'n in (> 3, 0)',
  't = "a"',
  't != "a"',
  't < "b"',
  't + "a" + t',
  't in ("a", "b", "")',
  't in ("a", null)',
  't in ("1", "2", "3", "4", "5", "6", "7", "8", "9", "a")',
  'b and n > 0',
  'b or n > 0 or t = "a"',
  'if b and n > 0 then 1 else 2',
  'if b or n > m then t else "z"',
  'not(b)',
  '(if b then 5 else -2) + (if n > 0 then 10 else 0) - 3',
  '(if b then 5 else n) + 9007199254740990',
  'user.id = t',
  'd < today() - @"P30D"',
  'd + @"P1D"',
  'max(n, m, 3)',
  'every x in [n, m] satisfies x > 0',
  '[n, t][1]',
];

test.each(texts)('%s gives what the closure gives, also for values that are not of their type', (text) => {
  const expression = read(text, scope);
  const [closure, generated] = [compileClosure(expression), compileFunction(expression)];
  for (const first of odd) {
    for (const second of odd) {
      const variables = { n: first, m: second, t: first, b: second, d: first, user: second };
      expect(generated({ ...run, variables }), JSON.stringify(variables)).toEqual(closure({ ...run, variables }));
    }
  }
});

test('conditions and points are written without a call', () => {
  const { text, captured } = functionText(read('(if b then 5 else 0) + (if n > 30 then -15 else 0)', scope));
  expect(captured).toEqual([]);
  expect(text.split('\n').at(-1)).toBe(
    'return (e) => { const v = e.variables; let s, t0; return (((v["b"] === true) ? 5 : 0) + ' +
      '((t0 = (v["n"] ?? null), typeof t0 === "number" ? t0 > 30 : compared(">", t0, 30) === true) ? (-15) : 0)); };',
  );
});

test('an expression that is evaluated often goes on with the same values', () => {
  const evaluate = compileAdaptively(read('n * 2', scope));
  for (let n = 0; n < 5000; n++) expect(evaluate({ ...run, variables: { n } })).toBe(n * 2);
});
