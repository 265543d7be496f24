import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { functionNamed, functions } from './registry.ts';

test('names every function once', () => {
  expect(new Set(functions.map((entry) => entry.name)).size).toBe(functions.length);
  expect(functionNamed('string length')?.group).toBe('text');
  expect(functionNamed('constructor')).toBeUndefined();
});

test('lets only the last parameter take any number of values', () => {
  for (const { name, signatures } of functions) {
    for (const { parameters } of signatures) {
      expect(
        parameters.slice(0, -1).some((parameter) => parameter.isVariadic === true),
        name,
      ).toBe(false);
    }
  }
});

test('describes every function in docs/expressions.md', () => {
  const page = readFileSync(new URL('../../../../docs/expressions.md', import.meta.url), 'utf8');
  for (const { name } of functions) expect(page).toContain(`\`${name}(`);
});
