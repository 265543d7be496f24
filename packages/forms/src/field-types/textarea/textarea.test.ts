import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { textarea } from './textarea.ts';

describe('a text of several lines', () => {
  it.each([
    [null, null],
    ['\n \n', null],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['  indented\n\ttab\u0007  \n', '  indented\n\ttab'],
    ['a\u0000', refused('FORM_VALUE_CHARACTER')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(textarea, raw)).toEqual(value));

  it('refuses more characters than its setting allows', () => {
    expect(normalizedBy(textarea, '12345', { maxLength: 4 })).toEqual(refused('FORM_VALUE_LONG'));
  });
});
