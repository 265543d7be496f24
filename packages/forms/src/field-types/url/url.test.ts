import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { url } from './url.ts';

describe('a web address', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['HTTP://Example.com', 'HTTP://Example.com'],
    ['www.example.com', 'https://www.example.com'],
    ['例子.中国/路径', 'https://例子.中国/路径'],
    ['example.com:8080/x', 'https://example.com:8080/x'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://user:pw@example.com/', 'http://user:pw@example.com/'],
    [null, null],
    ['javascript:alert(1)', refused('FORM_VALUE_URL')],
    ['data:text/html,x', refused('FORM_VALUE_URL')],
    ['ftp://example.com', refused('FORM_VALUE_URL')],
    ['http://', refused('FORM_VALUE_URL')],
    ['https://a b.com', refused('FORM_VALUE_URL')],
    ['hello', refused('FORM_VALUE_URL')],
    [`https://example.com/${'x'.repeat(2000)}`, refused('FORM_VALUE_URL')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(url, raw)).toEqual(value));

  it('answers at once for a text made to be slow', () => {
    const started = performance.now();
    normalizedBy(url, `https://${'a-'.repeat(900)}!`);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
