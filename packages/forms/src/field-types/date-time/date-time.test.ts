import { describe, expect, it } from 'vitest';
import { fieldOf, normalizedBy, refused } from '../normalize-cases.ts';
import { dateTime } from './date-time.ts';

describe('a date with a time', () => {
  it.each([
    ['2026-11-22T03:04:05.678Z', '2026-11-22T03:04:05.678Z'],
    ['2026-11-22 09:30', '2026-11-22T01:30:00.000Z'],
    ['2026/11/22 9:30:15', '2026-11-22T01:30:15.000Z'],
    ['2026年11月22日 下午3:05', '2026-11-22T07:05:00.000Z'],
    ['2026-11-22 12:00 am', '2026-11-21T16:00:00.000Z'],
    ['2026-11-22T09:30+08', '2026-11-22T01:30:00.000Z'],
    ['2026-11-22T09:30:00-0530', '2026-11-22T15:00:00.000Z'],
    ['2026-11-22', '2026-11-21T16:00:00.000Z'],
    [45352.5, '2024-03-01T04:00:00.000Z'],
    ['', null],
    ['2026-11-22 25:00', refused('FORM_VALUE_DATE_TIME')],
    ['2026-11-22 13:00 pm', refused('FORM_VALUE_DATE_TIME')],
    ['2026-02-30T10:00:00Z', refused('FORM_VALUE_DATE_TIME')],
    ['9:30', refused('FORM_VALUE_DATE_TIME')],
    [{}, refused('FORM_VALUE_DATE_TIME')],
  ])('makes of %j the value %j', (raw, value) => expect(normalizedBy(dateTime, raw)).toEqual(value));

  it.each([
    // Clocks went from 01:59 to 03:00: 02:30 was never shown; the offset before is taken.
    ['2024-03-10 02:30', '2024-03-10T07:30:00.000Z'],
    // Clocks showed 01:30 twice; the first is taken.
    ['2024-11-03 01:30', '2024-11-03T05:30:00.000Z'],
    ['2024-07-01 12:00', '2024-07-01T16:00:00.000Z'],
  ])('reads %s on the clocks of New York as %s', (raw, value) => {
    const context = { language: 'en', zone: 'America/New_York' } as const;
    expect(dateTime.normalize(raw, fieldOf(dateTime), context)).toEqual({ value });
  });
});
