import { PlatformError, type JsonObject, type JsonValue } from '@tangram/schema';
import { compileClosure } from '../compile/closure.ts';
import { coerced } from '../compile/coerce.ts';
import { readExpression } from '../read-expression.ts';
import type { FeelType } from '../types/feel-type.ts';
import { typeOfValue } from '../types/type-of-value.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { caseType, caseValue } from './case-values.ts';
import { type CaseReport, reportCases } from './report-cases.ts';

/** A document of expression cases, as made from the DMN Technology Compatibility Kit. */
export interface FeelCases {
  readonly tests: readonly FeelCase[];
}

export interface FeelCase {
  readonly suite: string;
  readonly id: string;
  readonly expression: string;
  readonly inputs?: JsonObject;
  readonly types?: JsonObject;
  readonly resultType?: JsonValue;
  readonly expected: JsonValue;
}

export type FeelCaseReport = CaseReport<{ readonly expression: string }>;

/** A moment for `now()` and `today()`: no case depends on which. */
const anyMoment = new Date('2026-01-01T12:00:00Z');

/**
 * Runs every case of a document in `standard` mode: an expression that cannot be read gives null, as the standard says.
 * A case passes when its result, converted to the decision's type, is the expected one.
 */
export function runFeelCases(document: FeelCases, now: Date = anyMoment): FeelCaseReport {
  return reportCases(
    document.tests,
    (test) => resultOf(test, now),
    ({ expression }) => ({ expression }),
  );
}

function resultOf(test: FeelCase, now: Date): FeelValue {
  const variables = Object.create(null) as { [name: string]: FeelValue };
  const types = Object.create(null) as { [name: string]: FeelType };
  for (const [name, value] of Object.entries(test.inputs ?? {})) {
    const read = caseValue(value);
    variables[name] = read;
    types[name] = read === null ? { type: 'any' } : typeOfValue(read);
  }
  const named = Object.create(null) as { [name: string]: FeelType };
  for (const [name, type] of Object.entries(test.types ?? {})) named[name] = caseType(type).feel;
  const { expression } = readExpression(test.expression, { variables: types }, { mode: 'standard', types: named });
  if (expression === null) return null;
  try {
    const value = compileClosure(expression)({ variables, now, zone: 'UTC' });
    return coerced(value, caseType(test.resultType)) ?? null;
  } catch (error) {
    // A loop that was stopped has no result; anything else is a mistake of ours and must be seen.
    if (error instanceof PlatformError) return null;
    throw error;
  }
}
