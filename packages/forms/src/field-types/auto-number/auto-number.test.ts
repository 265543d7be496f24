import { describe, expect, it } from 'vitest';
import { fieldOf, normalizedBy, refused } from '../normalize-cases.ts';
import { autoNumber } from './auto-number.ts';

describe('an auto number', () => {
  it('makes its text of the count once, since the count may be nextval', () => {
    const counter = autoNumber.column(fieldOf(autoNumber, { prefix: "L'D-", digits: 4 })).counter;
    expect(counter?.format('nextval(1)')).toBe(
      `'L''D-' || regexp_replace(lpad((nextval(1))::text, 19, '0'), '^0{0,15}', '')`,
    );
  });

  it.each([
    ['LD-0001', 'LD-0001'],
    [7, '7'],
    [null, null],
    [['x'], refused('FORM_VALUE_GENERATED')],
    ['x'.repeat(61), refused('FORM_VALUE_GENERATED')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(autoNumber, raw)).toEqual(value));
});
