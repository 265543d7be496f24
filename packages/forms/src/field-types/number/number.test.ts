import { describe, expect, it } from 'vitest';
import { fieldOf, normalizedBy, refused } from '../normalize-cases.ts';
import { number } from './number.ts';

describe('a number', () => {
  it.each([
    [0, 0],
    [-0, 0],
    ['12.50', 12.5],
    ['１，２３４．５', 1234.5],
    ['1,234,567.89', 1234567.89],
    ['12,34,567', 1234567],
    ['1.5万', 15000],
    ['2亿', 200000000],
    ['(1,200)', -1200],
    ['−5', -5],
    ['+.5', 0.5],
    ['1e3', 1000],
    ['1E-3', 0.001],
    [0.1 + 0.2, 0.3],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['12345678901234567890.12', '12345678901234567890.12'],
    ['0.1234567890123456789', '0.1234567890123456789'],
    ['-0.00', 0],
    ['', null],
    [null, null],
    ['1,5', refused('FORM_VALUE_NUMBER')],
    ['1.2.3', refused('FORM_VALUE_NUMBER')],
    ['12abc', refused('FORM_VALUE_NUMBER')],
    ['NaN', refused('FORM_VALUE_NUMBER')],
    ['Infinity', refused('FORM_VALUE_NUMBER')],
    ['0x10', refused('FORM_VALUE_NUMBER')],
    ['.', refused('FORM_VALUE_NUMBER')],
    [true, refused('FORM_VALUE_NUMBER')],
    [[1], refused('FORM_VALUE_NUMBER')],
    ['1e9999', refused('FORM_VALUE_DIGITS')],
    ['1e-9999', refused('FORM_VALUE_DIGITS')],
    ['1'.repeat(35), refused('FORM_VALUE_DIGITS')],
    ['9'.repeat(34), '9'.repeat(34)],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(number, raw)).toEqual(value));

  it('refuses digits it may not keep, instead of rounding them away', () => {
    expect(normalizedBy(number, '1.005', { digits: 2 })).toEqual(refused('FORM_VALUE_PRECISION'));
    expect(normalizedBy(number, '1.10', { digits: 1 })).toBe(1.1);
  });

  it('compares limits exactly, beyond what a double holds', () => {
    const settings = { minimum: -10, maximum: 100 };
    expect(normalizedBy(number, '100.00000000000000000001', settings)).toEqual(refused('FORM_VALUE_MAXIMUM'));
    expect(normalizedBy(number, '100', settings)).toBe(100);
    expect(normalizedBy(number, '9', settings)).toBe(9);
    expect(normalizedBy(number, '-10.5', settings)).toEqual(refused('FORM_VALUE_MINIMUM'));
  });

  it('says so when the limits cross', () => {
    expect(number.checkSettings?.(fieldOf(number, { minimum: 10, maximum: 9 }))).toMatchObject([
      { code: 'FORM_SETTINGS_LIMITS', path: '/minimum' },
    ]);
  });
});
