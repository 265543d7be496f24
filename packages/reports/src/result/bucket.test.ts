import { describe, expect, it } from 'vitest';
import { bucketsBetween, nextBucket } from './bucket.ts';

describe('the bucket after one', () => {
  it.each([
    ['2026-01-01', 'year', '2027-01-01'],
    ['2026-10-01', 'quarter', '2027-01-01'],
    ['2026-12-01', 'month', '2027-01-01'],
    ['2024-02-01', 'month', '2024-03-01'],
    ['2024-12-30', 'week', '2025-01-06'],
    ['2024-02-28', 'day', '2024-02-29'],
    ['2023-02-28', 'day', '2023-03-01'],
    ['2024-11-03T05:00:00.000Z', 'hour', '2024-11-03T06:00:00.000Z'],
  ] as const)('of %s by %s is %s', (start, grain, next) => {
    expect(nextBucket(start, grain)).toBe(next);
  });
});

it('lists every bucket of a range, both ends included', () => {
  expect(bucketsBetween('2026-11-01', '2027-02-01', 'month', 10)).toEqual([
    '2026-11-01',
    '2026-12-01',
    '2027-01-01',
    '2027-02-01',
  ]);
});

it('gives up on a range that nobody could read', () => {
  expect(bucketsBetween('0001-01-01', '2026-01-01', 'day', 1000)).toBeNull();
});
