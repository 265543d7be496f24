import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { multiSelect } from './multi-select.ts';

const options = [
  { value: 'a', title: 'Apple' },
  { value: 'b', title: 'Pear, ripe' },
];

describe('a multi-select', () => {
  it.each([
    [
      ['a', 'b', 'a'],
      ['a', 'b'],
    ],
    ['Apple，b', ['a', 'b']],
    ['Pear, ripe', ['b']],
    ['a;; b', ['a', 'b']],
    [[], null],
    ['', null],
    [[null, ''], null],
    [['a', 'x'], refused('FORM_VALUE_OPTION')],
    [[['a']], refused('FORM_VALUE_OPTION')],
    [{ a: 1 }, refused('FORM_VALUE_OPTION')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(multiSelect, raw, { options })).toEqual(value));

  it('takes any tag when it is open, and never the same one twice', () => {
    const settings = { options, isOpen: true };
    expect(normalizedBy(multiSelect, ['apple', 'VIP', ' VIP '], settings)).toEqual(['a', 'VIP']);
    expect(normalizedBy(multiSelect, ['x'.repeat(201)], settings)).toEqual(refused('FORM_VALUE_OPTION'));
  });

  it('takes no more choices than it is set to', () => {
    expect(normalizedBy(multiSelect, ['a', 'b'], { options, maxChoices: 1 })).toEqual(refused('FORM_VALUE_CHOICES'));
  });
});
