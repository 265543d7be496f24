import type { JsonValue } from '@tangram/schema';
import type { FeelValue } from '../values/feel-value.ts';
import { valueText } from '../values/value-text.ts';
import { caseValue, isSameResult } from './case-values.ts';

/** One case of the DMN Technology Compatibility Kit, whatever it runs. */
export interface ConformanceCase {
  readonly suite: string;
  readonly id: string;
  readonly expected: JsonValue;
}

export interface CaseReport<Detail> {
  readonly passed: number;
  readonly failed: number;
  readonly perSuite: { readonly [suite: string]: { readonly passed: number; readonly failed: number } };
  readonly failures: readonly (CaseFailure & Detail)[];
}

export interface CaseFailure {
  readonly suite: string;
  readonly id: string;
  readonly expected: string;
  readonly actual: string;
}

/** Runs the cases one by one and counts; `detail` says what a failure tells beside its values. */
export function reportCases<Case extends ConformanceCase, Detail extends object>(
  cases: readonly Case[],
  resultOf: (test: Case) => FeelValue,
  detail: (test: Case) => Detail,
): CaseReport<Detail> {
  const perSuite: { [suite: string]: { passed: number; failed: number } } = {};
  const failures: (CaseFailure & Detail)[] = [];
  let passed = 0;
  for (const test of cases) {
    const expected = caseValue(test.expected);
    const actual = resultOf(test);
    const counts = (perSuite[test.suite] ??= { passed: 0, failed: 0 });
    if (isSameResult(actual, expected)) {
      passed += 1;
      counts.passed += 1;
      continue;
    }
    counts.failed += 1;
    const { suite, id } = test;
    const words = { expected: valueText(expected) ?? 'null', actual: valueText(actual) ?? 'null' };
    failures.push({ suite, id, ...detail(test), ...words });
  }
  return { passed, failed: failures.length, perSuite, failures };
}
