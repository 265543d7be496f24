import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { mobile } from './mobile.ts';

describe('a mobile number', () => {
  it.each([
    ['13800138000', '13800138000'],
    [13800138000, '13800138000'],
    ['138-0013-8000', '13800138000'],
    [' 138 0013 8000 ', '13800138000'],
    ['+86 138 0013 8000', '13800138000'],
    ['0086-13800138000', '13800138000'],
    ['8613800138000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['+1 (415) 555-2671', '+14155552671'],
    ['0044 7911 123456', '+447911123456'],
    ['', null],
    ['12800138000', refused('FORM_VALUE_MOBILE')],
    ['1380013800', refused('FORM_VALUE_MOBILE')],
    ['138001380001', refused('FORM_VALUE_MOBILE')],
    ['+86 12345678901', refused('FORM_VALUE_MOBILE')],
    ['+0 123 456 789', refused('FORM_VALUE_MOBILE')],
    ['+1234567890123456', refused('FORM_VALUE_MOBILE')],
    ['call me', refused('FORM_VALUE_MOBILE')],
    ['010-62345678', refused('FORM_VALUE_MOBILE')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(mobile, raw)).toEqual(value));
});
