import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Boxed, DmnModel } from './model.ts';
import { type DmnCase, runDmnCases } from './run-dmn-cases.ts';

const kit = new URL('../../../../../shared/data/dmn-tables-open.json', import.meta.url);

test.runIf(existsSync(kit))('passes every case of the kit: all tables, all boxed logic', () => {
  const report = runDmnCases(JSON.parse(readFileSync(kit, 'utf8')));
  expect(report.failures).toEqual([]);
  expect(report.passed).toBe(190);
});

const literal = (text: string): Boxed => ({ k: 'literal', text });

function answers(model: Partial<DmnModel>, cases: readonly Partial<DmnCase>[]) {
  const whole: DmnModel = { name: 'm', namespace: 'urn:m', ...model };
  const tests = cases.map((each, index) => ({
    suite: 's',
    id: String(index),
    model: 'f/m.dmn',
    decision: 'd',
    expected: null,
    ...each,
  }));
  return runDmnCases({ models: { 'f/m.dmn': whole }, tests }).failures;
}

test('a failure says what was wanted and what came', () => {
  const failures = answers({ decisions: [{ name: 'd', logic: literal('1 + 1') }] }, [{ expected: 3 }]);
  expect(failures).toEqual([{ suite: 's', id: '0', decision: 'd', kind: '', expected: '3', actual: '2' }]);
});

test('names with spaces are found through contexts, lists and the tables that give them', () => {
  const table: Boxed = {
    k: 'table',
    hitPolicy: 'RULE ORDER',
    inputs: [{ expr: 'the order.total price', type: 'number' }],
    outputs: [{ name: 'the rate' }, { name: 'way/of sending' }],
    rules: [
      { in: ['>= 10'], out: ['0.1', '"van"'] },
      { in: ['>= 100'], out: ['0.2', '"lorry"'] },
    ],
  };
  const model: Partial<DmnModel> = {
    types: { tOrder: { fields: { 'total price': 'number' } } },
    inputs: [{ name: 'the order', type: 'tOrder' }],
    decisions: [
      { name: 'the rates', requires: { inputs: ['the order'] }, logic: table },
      { name: 'd', requires: { decisions: ['the rates'] }, logic: literal('sum(the rates.the rate)') },
    ],
  };
  const inputs = { 'the order': { 'total price': 100 } };
  expect(answers(model, [{ inputs, expected: 0.3 }])).toEqual([]);
});

test('knowledge models call themselves, and one that never ends has no value', () => {
  const factorial = {
    name: 'factorial',
    params: [{ name: 'n', type: 'number' }],
    requires: { bkms: ['factorial'] },
    logic: literal('if n <= 1 then 1 else n * factorial(n - 1)'),
  };
  const endless = { ...factorial, name: 'endless', requires: { bkms: ['endless'] }, logic: literal('endless(n + 1)') };
  const model: Partial<DmnModel> = {
    bkms: [factorial, endless],
    decisions: [
      { name: 'd', requires: { bkms: ['factorial'] }, logic: literal('factorial(10)') },
      { name: 'e', requires: { bkms: ['endless'] }, logic: literal('endless(1)') },
    ],
  };
  expect(answers(model, [{ expected: 3628800 }, { decision: 'e', expected: null }])).toEqual([]);
});

test('decisions that require each other have no value', () => {
  const model: Partial<DmnModel> = {
    decisions: [
      { name: 'd', requires: { decisions: ['e'] }, logic: literal('e + 1') },
      { name: 'e', requires: { decisions: ['d'] }, logic: literal('d + 1') },
    ],
  };
  expect(answers(model, [{ expected: null }])).toEqual([]);
});

test('a service sees only its parameters, and several outputs are a context', () => {
  const model: Partial<DmnModel> = {
    inputs: [{ name: 'a', type: 'number' }],
    decisions: [
      { name: 'given', logic: literal('1') },
      { name: 'x', requires: { decisions: ['given'], inputs: ['a'] }, logic: literal('[given, a]') },
      { name: 'y', logic: literal('"y"') },
      { name: 'd', requires: { bkms: ['service'] }, logic: literal('service(given: 7)') },
    ],
    services: [{ name: 'service', outputs: ['x', 'y'], inputDecisions: ['given'] }],
  };
  const inputs = { a: 5 };
  expect(answers(model, [{ inputs, expected: { x: [7, null], y: 'y' } }])).toEqual([]);
  const asked = { service: 'service', inputs: { given: 8 } };
  expect(
    answers(model, [
      { ...asked, decision: 'y', expected: 'y' },
      { ...asked, decision: 'x', expected: [8, null] },
    ]),
  ).toEqual([]);
});

test('allowed values hold inside lists and contexts of item definitions', () => {
  const model: Partial<DmnModel> = {
    types: {
      tGrade: { type: 'string', allowed: '"A", "B"' },
      tGrades: { type: 'tGrade', list: true },
      tPupil: { fields: { name: { type: 'string' }, grades: { type: 'tGrades' } } },
    },
    decisions: [
      { name: 'd', type: 'tPupil', logic: literal('{name: "x", grades: ["A", "C"]}') },
      { name: 'e', type: 'tGrades', logic: literal('"B"') },
    ],
  };
  expect(answers(model, [{ expected: null }, { decision: 'e', expected: ['B'] }])).toEqual([]);
});

test('priority may be known from the type alone', () => {
  const table: Boxed = {
    k: 'table',
    hitPolicy: 'PRIORITY',
    inputs: [{ expr: 'a', type: 'number' }],
    outputs: [{}],
    rules: [
      { in: ['> 1'], out: ['"low"'] },
      { in: ['> 10'], out: ['"high"'] },
    ],
  };
  const model: Partial<DmnModel> = {
    types: { tLevel: { type: 'string', allowed: '"high", "low"' } },
    inputs: [{ name: 'a', type: 'number' }],
    decisions: [{ name: 'd', type: 'tLevel', requires: { inputs: ['a'] }, logic: table }],
  };
  expect(
    answers(model, [
      { inputs: { a: 11 }, expected: 'high' },
      { inputs: { a: 5 }, expected: 'low' },
      { inputs: { a: 1 }, expected: null },
    ]),
  ).toEqual([]);
});

test('built-in functions are values, also those that take any number of values', () => {
  const model: Partial<DmnModel> = {
    bkms: [{ name: 'twice', params: [{ name: 'f' }], logic: literal('[f([1, 2]), f(1, 2, 3)]') }],
    decisions: [{ name: 'd', requires: { bkms: ['twice'] }, logic: literal('twice(sum)') }],
  };
  expect(answers(model, [{ expected: [3, 6] }])).toEqual([]);
});

test('what a model should not hold has no value: unknown boxes, missing names, unreadable cells', () => {
  const broken: Boxed = {
    k: 'table',
    inputs: [{ expr: 'a' }],
    outputs: [{}],
    rules: [{ in: ['> ('], out: ['1'] }],
  };
  const model: Partial<DmnModel> = {
    decisions: [
      { name: 'd', logic: { k: 'spell' } as unknown as Boxed },
      { name: 'e', requires: { inputs: ['nowhere'], bkms: ['{urn:other}x'] }, logic: literal('nowhere') },
      { name: 'f', logic: broken },
    ],
  };
  const asked = ['d', 'e', 'f', 'g'].map((decision) => ({ decision, expected: null }));
  expect(answers(model, [...asked, { model: 'no such file', expected: null }])).toEqual([]);
});
