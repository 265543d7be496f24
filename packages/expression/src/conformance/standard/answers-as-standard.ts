import { expect, test } from 'vitest';
import { compileClosure } from '../../compile/closure.ts';
import { readExpression } from '../../read-expression.ts';
import { valueText } from '../../values/value-text.ts';

/** Declares the test that each text has the answer which DMN 1.5 gives it; what cannot be read is null. */
export function answersAsStandard(cases: readonly (readonly [text: string, value: string | null])[]): void {
  test('answers as DMN 1.5 says', () => {
    expect(cases.map(([text]) => [text, resultOf(text)])).toEqual(cases);
  });
}

/** `string(value)` of an expression without names, in the standard's own mode. */
function resultOf(text: string): string | null {
  const { expression } = readExpression(text, { variables: {} }, { mode: 'standard' });
  if (expression === null) return null;
  return valueText(compileClosure(expression)({ variables: {}, now: new Date('2026-11-27T12:00:00Z'), zone: 'UTC' }));
}
