import { expect, test } from 'vitest';
import { compileShape } from './check-shape.ts';
import { localTextSchema, textIn } from './language.ts';
import { keySchema } from './identifier.ts';

const check = compileShape({
  type: 'object',
  required: ['key', 'title'],
  additionalProperties: false,
  properties: {
    key: keySchema,
    title: localTextSchema,
    columns: { type: 'integer', minimum: 1, maximum: 4 },
    effect: { enum: ['show', 'require'] },
  },
});

test('accepts what fits', () => {
  expect(check({ key: '客户', title: { en: 'Customer', zh: '客户' }, columns: 2 })).toEqual([]);
});

test('says every mistake at once, each where it is', () => {
  const problems = check({ key: '1 x', columns: 9, effect: 'hide', tilte: 'x' });
  expect(problems.map(({ code, path }) => [code, path])).toEqual(
    expect.arrayContaining([
      ['SCHEMA_REQUIRED', '/title'],
      ['SCHEMA_KEY', '/key'],
      ['SCHEMA_LIMIT', '/columns'],
      ['SCHEMA_VALUE', '/effect'],
      ['SCHEMA_UNKNOWN', '/tilte'],
    ]),
  );
  expect(problems).toHaveLength(5);
  expect(problems.find((problem) => problem.path === '/tilte')?.hint).toBe('Did you mean "title"?');
});

test('reports a union once, not once for each of its branches', () => {
  expect(check({ key: 'a', title: 7 })).toMatchObject([{ code: 'SCHEMA_TYPE', path: '/title' }]);
});

test('does not take inherited properties for given ones', () => {
  const inherited: unknown = Object.create({ key: 'a', title: 'A' });
  expect(check(inherited).map((problem) => problem.path)).toEqual(['/key', '/title']);
});

test('falls back from a missing language to English, then to any', () => {
  expect(textIn({ en: 'Lead', zh: '线索' }, 'zh')).toBe('线索');
  expect(textIn({ en: 'Lead' }, 'zh')).toBe('Lead');
  expect(textIn({ fr: 'Piste' }, 'zh')).toBe('Piste');
  expect(textIn('Lead', 'zh')).toBe('Lead');
  expect(textIn(undefined, 'zh')).toBe('');
});
