import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { text } from './text.ts';

describe('a single-line text', () => {
  it.each([
    [null, null],
    ['', null],
    ['  \t ', null],
    ['\u3000张三\u3000', '张三'],
    ['one\r\ntwo', 'one two'],
    ['e\u0301', '\u00e9'],
    [12, '12'],
    [true, 'true'],
    ['Ｏ＇Brien "x" \\', 'Ｏ＇Brien "x" \\'],
    ['a\u0000b', refused('FORM_VALUE_CHARACTER')],
    ['\ud800', refused('FORM_VALUE_CHARACTER')],
    [['a'], refused('FORM_VALUE_TEXT')],
    [{}, refused('FORM_VALUE_TEXT')],
    ['x'.repeat(500), 'x'.repeat(500)],
    ['x'.repeat(501), refused('FORM_VALUE_LONG')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(text, raw)).toEqual(value));

  it('counts characters, not code units: two faces are two', () => {
    expect(normalizedBy(text, '😀😀', { maxLength: 2 })).toBe('😀😀');
    expect(normalizedBy(text, '😀😀', { minLength: 3 })).toEqual(refused('FORM_VALUE_SHORT'));
  });
});
