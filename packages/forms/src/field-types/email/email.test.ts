import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { email } from './email.ts';

describe('an e-mail address', () => {
  it.each([
    [' Ada@Example.COM ', 'Ada@example.com'],
    ['mailto:a@b.cn', 'a@b.cn'],
    ['ａ＠ｂ．ｃｎ', 'a@b.cn'],
    ['张三@例子.中国', '张三@例子.中国'],
    ["o'brien+tag@mail.example.co.uk", "o'brien+tag@mail.example.co.uk"],
    ['', null],
    ['a@b', refused('FORM_VALUE_EMAIL')],
    ['a b@c.de', refused('FORM_VALUE_EMAIL')],
    ['a@b..de', refused('FORM_VALUE_EMAIL')],
    ['a@-b.de', refused('FORM_VALUE_EMAIL')],
    ['a@b.de, c@d.ef', refused('FORM_VALUE_EMAIL')],
    [`${'x'.repeat(65)}@b.de`, refused('FORM_VALUE_EMAIL')],
    [{}, refused('FORM_VALUE_EMAIL')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(email, raw)).toEqual(value));

  it('answers at once for a text made to be slow', () => {
    const started = performance.now();
    expect(normalizedBy(email, `a@${'a-'.repeat(5000)}`)).toEqual(refused('FORM_VALUE_EMAIL'));
    expect(performance.now() - started).toBeLessThan(100);
  });
});
