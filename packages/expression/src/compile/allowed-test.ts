import { readUnaryTests } from '../read-expression.ts';
import type { FeelType } from '../types/feel-type.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { compileTests } from './tests.ts';

/** The test of allowed values (`"A", "B"`, `[0..255]`) of a declared type; null when the text cannot be read. */
export function allowedTest(text: string, type: FeelType): ((value: FeelValue) => boolean) | null {
  const { expression } = readUnaryTests(text, { variables: {} }, type, { mode: 'standard' });
  if (expression === null) return null;
  const allows = compileTests(expression);
  return (value) => allows(value, { variables: {}, now: new Date(0), zone: 'UTC' }) === true;
}
