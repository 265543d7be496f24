import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { boolean } from './boolean.ts';

describe('yes or no', () => {
  it.each([
    [true, true],
    [false, false],
    ['是', true],
    ['否', false],
    [' YES ', true],
    ['ｎｏ', false],
    ['√', true],
    ['×', false],
    [1, true],
    ['0', false],
    ['', null],
    [null, null],
    ['maybe', refused('FORM_VALUE_BOOLEAN')],
    [2, refused('FORM_VALUE_BOOLEAN')],
    [{}, refused('FORM_VALUE_BOOLEAN')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(boolean, raw)).toEqual(value));
});
