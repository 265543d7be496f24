import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { money } from './money.ts';

describe('an amount of money', () => {
  it.each([
    ['¥1,200.00', 1200],
    ['￥ 1,200.5', 1200.5],
    ['1200元', 1200],
    ['US$ 99.99', 99.99],
    ['CNY 12', 12],
    ['12 EUR', 12],
    ['100.10', 100.1],
    ['123456789012345678.99', '123456789012345678.99'],
    ['¥', refused('FORM_VALUE_NUMBER')],
    ['1.005', refused('FORM_VALUE_PRECISION')],
    ['', null],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(money, raw)).toEqual(value));

  it('has as many digits as its currency is set to', () => {
    expect(normalizedBy(money, '1.5', { currency: 'JPY', digits: 0 })).toEqual(refused('FORM_VALUE_PRECISION'));
  });
});
