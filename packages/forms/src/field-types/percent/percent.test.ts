import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { percent } from './percent.ts';

describe('a percentage', () => {
  it.each([
    ['12.5%', 0.125],
    ['１２．５％', 0.125],
    ['0.1 %', 0.001],
    [0.125, 0.125],
    ['0.125', 0.125],
    ['-3%', -0.03],
    ['%', refused('FORM_VALUE_NUMBER')],
    ['5%%', refused('FORM_VALUE_NUMBER')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(percent, raw)).toEqual(value));

  it('counts the digits of the percentage, not of the fraction', () => {
    expect(normalizedBy(percent, '12.34%', { digits: 2 })).toBe(0.1234);
    expect(normalizedBy(percent, '12.345%', { digits: 2 })).toEqual(refused('FORM_VALUE_PRECISION'));
  });
});
