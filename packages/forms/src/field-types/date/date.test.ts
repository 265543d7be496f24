import { describe, expect, it } from 'vitest';
import { normalizedBy, refused } from '../normalize-cases.ts';
import { date } from './date.ts';

describe('a date', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026/1/2', '2026-01-02'],
    ['2026.11.22', '2026-11-22'],
    ['2026年11月22日', '2026-11-22'],
    ['２０２６－１１－２２', '2026-11-22'],
    ['20261122', '2026-11-22'],
    ['22 Nov 2026', '2026-11-22'],
    ['Nov 22, 2026', '2026-11-22'],
    ['22/11/2026', '2026-11-22'],
    ['11/22/2026', '2026-11-22'],
    ['2024-02-29', '2024-02-29'],
    [45352, '2024-03-01'],
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [45352.9, '2024-03-01'],
    ['2026-11-22 09:30', '2026-11-22'],
    ['2026-11-22T23:00:00Z', '2026-11-23'],
    ['0001-01-01', '0001-01-01'],
    ['', null],
    ['2026-02-29', refused('FORM_VALUE_DATE')],
    ['2100-02-29', refused('FORM_VALUE_DATE')],
    ['2026-13-01', refused('FORM_VALUE_DATE')],
    ['2026-04-31', refused('FORM_VALUE_DATE')],
    ['02/03/2026', refused('FORM_VALUE_DATE')],
    ['0000-01-01', refused('FORM_VALUE_DATE')],
    [60, refused('FORM_VALUE_DATE')],
    [0, refused('FORM_VALUE_DATE')],
    [99999999, refused('FORM_VALUE_DATE')],
    ['22 Foo 2026', refused('FORM_VALUE_DATE')],
    ['tomorrow', refused('FORM_VALUE_DATE')],
    [true, refused('FORM_VALUE_DATE')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(date, raw)).toEqual(value));

  it('keeps to its earliest and latest day', () => {
    const settings = { earliest: '2026-01-01', latest: '2026-12-31' };
    expect(normalizedBy(date, '2025-12-31', settings)).toEqual(refused('FORM_VALUE_EARLY'));
    expect(normalizedBy(date, '2026-12-31', settings)).toBe('2026-12-31');
    expect(normalizedBy(date, '2027-01-01', settings)).toEqual(refused('FORM_VALUE_LATE'));
  });
});
