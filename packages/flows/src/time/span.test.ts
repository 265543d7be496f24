import { describe, expect, it } from 'vitest';
import { addSpan, spanText, startOfDate } from './span.ts';

describe('a span of days', () => {
  it.each([
    // [from, zone, days, to]
    ['2026-11-22T01:00:00Z', 'Asia/Shanghai', 1, '2026-11-23T01:00:00.000Z'],
    // Clocks go forward in New York on 8 March 2026: the day has 23 hours, and still ends at 09:00.
    ['2026-03-07T14:00:00Z', 'America/New_York', 1, '2026-03-08T13:00:00.000Z'],
    ['2026-10-31T13:00:00Z', 'America/New_York', 1, '2026-11-01T14:00:00.000Z'],
    // 02:30 does not exist on that day: it comes an hour later by the clock.
    ['2026-03-07T07:30:00Z', 'America/New_York', 1, '2026-03-08T07:30:00.000Z'],
    ['2028-02-28T10:00:00Z', 'UTC', 1, '2028-02-29T10:00:00.000Z'],
  ])('%s in %s plus %i ends at the same time of the clock', (from, zone, amount, to) => {
    expect(addSpan(new Date(from), { amount, unit: 'days' }, zone).toISOString()).toBe(to);
  });

  it('goes back as well', () => {
    expect(
      addSpan(new Date('2026-03-08T13:00:00Z'), { amount: 1, unit: 'days' }, 'America/New_York', -1).toISOString(),
    ).toBe('2026-03-07T14:00:00.000Z');
  });
});

it('begins a date at midnight of the workspace', () => {
  expect(startOfDate('2026-11-22', 'Asia/Shanghai').toISOString()).toBe('2026-11-21T16:00:00.000Z');
});

it('says one hour and two hours', () => {
  expect([spanText({ amount: 1, unit: 'hours' }, 'en'), spanText({ amount: 2, unit: 'hours' }, 'en')]).toEqual([
    '1 hour',
    '2 hours',
  ]);
});
