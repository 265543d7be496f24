import { expect, test } from 'vitest';
import { shapeCheck } from './check-shape.ts';
import { schemaErrors } from './errors.ts';
import { localTextSchema, textIn } from './language.ts';
import { localizeProblem } from './problem.ts';
import { keySchema } from './identifier.ts';

const check = shapeCheck({
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
      ['SCHEMA_TOO_LARGE', '/columns'],
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

test('says limits in words, in both languages', () => {
  const limited = shapeCheck({
    properties: {
      tags: { type: 'array', minItems: 1, maxItems: 2, uniqueItems: true },
      name: { type: 'string', minLength: 1, maxLength: 3 },
      key: keySchema,
      share: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
      color: { type: 'string', pattern: '^#' },
    },
  });
  const said = (value: unknown, language: 'en' | 'zh') =>
    limited(value).map((problem) => localizeProblem(problem, schemaErrors, language).message);
  expect(said({ tags: [], name: '', key: '', share: -1 }, 'zh')).toEqual([
    'tags至少需要 1 项。',
    'name还没有填写。',
    'key还没有填写。',
    'share不能小于 0。',
  ]);
  expect(said({ tags: [1, 1, 2], name: 'long', share: 1, color: 'red' }, 'en')).toEqual([
    'tags may have 2 of them, not more.',
    'tags names the same thing twice.',
    'name may have at most 3 characters.',
    'share must be less than 1.',
    'color is not written as it must be: ^#',
  ]);
  expect(said({ tags: 'x', share: 'x' }, 'zh')).toEqual(['tags应为列表。', 'share应为数字。']);
});

test('says what is wrong with the branch of a union that a constant names', () => {
  const branch = (type: string, member: string) => ({
    type: 'object',
    required: ['type', member],
    properties: { type: { const: type }, [member]: { type: 'string', minLength: 1 } },
  });
  const union = { oneOf: [branch('person', 'person'), branch('group', 'group')] };
  const people = shapeCheck({ properties: { to: { type: 'array', items: union } } });
  const found = (...to: unknown[]) => people({ to }).map(({ code, path }) => `${code} ${path}`);
  expect(found({ type: 'group', group: '' }, { type: 'person' })).toEqual([
    'SCHEMA_BLANK /to/0/group',
    'SCHEMA_REQUIRED /to/1/person',
  ]);
  expect(found({ type: 'group', group: 'a' }, { type: 'team' }, 'x')).toEqual([
    'SCHEMA_TYPE /to/1',
    'SCHEMA_TYPE /to/2',
  ]);
});

test('does not take inherited properties for given ones', () => {
  const inherited: unknown = Object.create({ key: 'a', title: 'A' });
  expect(check(inherited).map((problem) => problem.path)).toEqual(['/key', '/title']);
});

test('falls back from a missing language to English, then to any', () => {
  expect(textIn({ en: 'Lead', zh: '线索' }, 'zh')).toBe('线索');
  expect(textIn({ en: 'Lead' }, 'zh')).toBe('Lead');
  expect(textIn({ fr: 'Piste' }, 'zh')).toBe('Piste');
  // A designer's settings begin with both languages blank, and often only one is filled in.
  expect(textIn({ en: '', zh: '线索' }, 'en')).toBe('线索');
  expect(textIn({ en: '', zh: '' }, 'en')).toBe('');
  expect(textIn('Lead', 'zh')).toBe('Lead');
  expect(textIn(undefined, 'zh')).toBe('');
});
