import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileFunction } from '../compile/compile-function.ts';
import { type FeelCases, runFeelCases } from './run-cases.ts';

test('counts passed and failed cases by suite', () => {
  const report = runFeelCases({
    tests: [
      { suite: 'sums', id: '1', expression: '0.1 + 0.2', expected: 0.3 },
      { suite: 'sums', id: '2', expression: '1 + "a"', expected: null },
      {
        suite: 'dates',
        id: '1',
        expression: 'd + @"P1D"',
        inputs: { d: { $t: 'date', v: '2024-02-28' } },
        expected: { $t: 'date', v: '2024-02-29' },
      },
      { suite: 'dates', id: '2', expression: '1 +', expected: 1 },
      { suite: 'types', id: '1', expression: '"a"', resultType: 'number', expected: null },
      { suite: 'types', id: '2', expression: '[1]', resultType: 'number', expected: 1 },
    ],
  });
  expect(report).toMatchObject({
    passed: 5,
    failed: 1,
    perSuite: { sums: { passed: 2, failed: 0 }, dates: { passed: 1, failed: 1 } },
  });
  expect(report.failures).toEqual([{ suite: 'dates', id: '2', expression: '1 +', expected: '1', actual: 'null' }]);
});

const kit = new URL('../../../../../shared/data/feel-tck-open.json', import.meta.url);

test.runIf(existsSync(kit))('passes at least 99 % of the open part of the DMN Technology Compatibility Kit', () => {
  const report = runFeelCases(JSON.parse(readFileSync(kit, 'utf8')));
  const rates = Object.values(report.perSuite).map((suite) => suite.passed / (suite.passed + suite.failed));
  expect(report.passed / (report.passed + report.failed)).toBeGreaterThan(0.99);
  expect(rates.reduce((sum, rate) => sum + rate, 0) / rates.length).toBeGreaterThan(0.99);
});

test.runIf(existsSync(kit))('generated functions answer every case of the kit as closures do', () => {
  const cases: FeelCases = JSON.parse(readFileSync(kit, 'utf8'));
  const [byClosure, byFunction] = [runFeelCases(cases), runFeelCases(cases, undefined, compileFunction)];
  expect(byFunction).toEqual(byClosure);
});
