import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteLength, isKey, keyFrom } from './identifier.ts';

test.each([
  ['customer', true],
  ['客户来源', true],
  ['a1_b', true],
  ['É', true],
  ['1a', false],
  ['_a', false],
  ['a b', false],
  ['a"b', false],
  ['a-b', false],
  ['', false],
  ['😀', false],
  ['客'.repeat(21), true],
  ['客'.repeat(22), false],
  ['e\u0301', false],
])('%s as a key: %s', (text, expected) => {
  expect(isKey(text)).toBe(expected);
});

test.each([
  ['客户 来源', '客户来源'],
  ['Lead score (%)', 'lead_score'],
  ['2nd contact', 'f_2nd_contact'],
  ['  ', 'field'],
  ['😀', 'field'],
  ['年收入(万元)', '年收入_万元'],
])('makes the key of %s', (label, key) => {
  expect(keyFrom(label, new Set())).toBe(key);
});

test('makes a key that is not taken', () => {
  expect(keyFrom('Name', new Set(['name', 'name_2']))).toBe('name_3');
});

test('whatever the label, the key is a key and is free', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(fc.constantFrom('name', 'field', 'a')),
      (label, taken) => {
        const key = keyFrom(label, new Set(taken));
        expect(isKey(key)).toBe(true);
        expect(taken).not.toContain(key);
      },
    ),
  );
});

test('counts bytes as UTF-8 does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => byteLength(text) === new TextEncoder().encode(text).length),
  );
});
