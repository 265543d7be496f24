import { localTextSchema } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import {
  choicesOf,
  controlFor,
  newItem,
  settingsOf,
  titleOf,
  variantOf,
  variantsOf,
  withSetting,
} from './settings-schema.ts';

const people = {
  oneOf: [
    {
      type: 'object',
      title: { en: 'One person', zh: '指定人员' },
      required: ['type', 'person'],
      properties: { type: { const: 'person' }, person: { type: 'string', widget: 'person' } },
    },
    {
      type: 'object',
      title: { en: 'A group', zh: '群组' },
      required: ['type', 'group'],
      properties: { type: { const: 'group' }, group: { type: 'string', widget: 'group' } },
    },
  ],
};

describe('what is drawn for a schema', () => {
  it.each([
    [{ type: 'string' }, 'text'],
    [{ type: 'string', 'x-multiline': true }, 'long-text'],
    [{ type: ['string', 'null'] }, 'text'],
    [{ type: 'integer' }, 'number'],
    [{ type: 'boolean' }, 'switch'],
    [{ enum: ['a', 'b'] }, 'choice'],
    [
      {
        oneOf: [
          { const: 1, title: 'One' },
          { const: 2, title: 'Two' },
        ],
      },
      'choice',
    ],
    [localTextSchema, 'local-text'],
    [{ type: 'array', items: { type: 'string' } }, 'text-list'],
    [{ type: 'array', items: { enum: ['a'] } }, 'choices'],
    [{ type: 'array', items: { type: 'object', properties: { value: { type: 'string' } } } }, 'object-list'],
    [{ type: 'array', items: localTextSchema }, 'object-list'],
    [{ type: 'array', items: people }, 'object-list'],
    [people, 'variants'],
    [{ type: 'object', properties: { a: { type: 'string' } } }, 'object'],
    [{ type: 'object', properties: {} }, 'none'],
    [{}, 'none'],
  ] as const)('%j is drawn as %s', (schema, control) => {
    expect(controlFor(schema)).toBe(control);
  });

  it('is a widget only where there is one of that name, by any of the three keywords', () => {
    const widgets = { field: () => null };
    expect(controlFor({ type: 'string', widget: 'field' }, widgets)).toBe('widget');
    expect(controlFor({ type: 'string', 'ui:widget': 'field' }, widgets)).toBe('widget');
    expect(controlFor({ type: 'string', widget: 'tags' }, widgets)).toBe('text');
    expect(controlFor({ type: 'array', items: { type: 'string', widget: 'field' } }, widgets)).toBe('widget-list');
  });

  it('leaves out constants and hidden members', () => {
    const schema = {
      properties: { type: { const: 'x' }, a: { type: 'string' }, b: { type: 'string', 'x-hidden': true } },
      required: ['a'],
    };
    expect(settingsOf(schema)).toEqual([{ name: 'a', schema: { type: 'string' }, isRequired: true }]);
  });
});

describe('words', () => {
  it('takes the title in the language, else makes words of the key', () => {
    expect(titleOf('maxLength', { title: { en: 'At most', zh: '最多' } }, 'zh')).toBe('最多');
    expect(titleOf('maxLength', {}, 'en')).toBe('Max length');
    expect(choicesOf({ enum: ['won', 'not_won'], 'x-titles': { won: { en: 'Won', zh: '赢单' } } }, 'zh')).toEqual([
      { value: 'won', title: '赢单' },
      { value: 'not_won', title: 'Not won' },
    ]);
  });
});

describe('values', () => {
  it('begins a new item with defaults, empty texts and the marks of the first variant', () => {
    expect(
      newItem({
        type: 'object',
        required: ['value'],
        properties: { value: { type: 'string' }, color: { default: 'blue' }, n: { type: 'number' } },
      }),
    ).toEqual({
      value: '',
      color: 'blue',
    });
    expect(newItem(people)).toEqual({ type: 'person', person: '' });
  });

  it('knows the variant of a value by its marks', () => {
    const variants = variantsOf(people, 'zh');
    expect(variants.map((variant) => variant.title)).toEqual(['指定人员', '群组']);
    expect(variantOf({ type: 'group', group: 'sales' }, variants)?.title).toBe('群组');
    expect(variantOf({ type: 'role' }, variants)).toBeUndefined();
  });

  it('keeps the order of members when one is changed and takes one out when it is blank', () => {
    expect(Object.keys(withSetting({ a: 1, b: 2 }, 'a', 3))).toEqual(['a', 'b']);
    expect(withSetting({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
  });
});
