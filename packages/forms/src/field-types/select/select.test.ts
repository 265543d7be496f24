import { describe, expect, it } from 'vitest';
import { fieldOf, normalizedBy, refused } from '../normalize-cases.ts';
import { select } from './select.ts';

const settings = {
  options: [
    { value: '官网', title: { en: 'Website', zh: '官网' } },
    { value: '展会', title: { en: 'Trade fair', zh: '展会' } },
    { value: 'A', title: 'B' },
    { value: 'B', title: 'C' },
  ],
};

describe('a select', () => {
  it.each([
    ['官网', '官网'],
    ['website', '官网'],
    ['Ｗｅｂｓｉｔｅ', '官网'],
    [' Trade Fair ', '展会'],
    // A value wins over a title.
    ['B', 'B'],
    ['c', 'B'],
    ['', null],
    ['官', refused('FORM_VALUE_OPTION')],
    ['constructor', refused('FORM_VALUE_OPTION')],
    [['官网'], refused('FORM_VALUE_OPTION')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(select, raw, settings)).toEqual(value));

  it('finds an option that is there twice', () => {
    const twice = { options: [{ value: 'x' }, { value: 'y' }, { value: 'x' }] };
    expect(select.checkSettings?.(fieldOf(select, twice))).toMatchObject([
      { code: 'FORM_OPTION_REPEATED', path: '/options/2/value' },
    ]);
  });
});
