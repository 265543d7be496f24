import { expect, test } from 'vitest';
import { compilePattern } from './pattern.ts';
import { maxTextFor } from './pattern-cost.ts';

const lengths: readonly (readonly [pattern: string, length: number])[] = [
  ['(a+)+', 0],
  ['(.*)*', 0],
  ['((a{1,9}){1,9}){1,9}', 0],
  ['(a|aa)+$', 17],
  ['^(ab?)*$', 17],
  ['(a|a|a)*b', 11],
  ['^\\d{4}-\\d{2}$', 1_000_000],
  ['^\\d{1,3}(,\\d{3})*$', 1_000_000],
  ['^[^@]+@[^@]+$', 17320],
];

test.each(lengths)('looks for %s in at most %d characters', (pattern, length) => {
  expect(maxTextFor(pattern)).toBe(length);
});

test('a pattern that could be tried in endless ways ends within a tenth of a second', () => {
  for (const [pattern, length] of lengths) {
    const result = compilePattern(pattern, '');
    if (length === 0 || !('pattern' in result)) continue;
    const text = `${'a'.repeat(Math.min(length, 2000) - 1)}!`;
    const start = performance.now();
    result.pattern.regExp.test(text);
    expect(performance.now() - start, pattern).toBeLessThan(500);
  }
});
