import { describe, expect, it } from 'vitest';
import { addExactly, clampExactly, compareExactly, roundExactly, sumExactly, timesExactly } from './points.ts';

describe('points', () => {
  it.each([
    [0.1, 0.2, 0.3],
    [null, 5, 5],
    [undefined, -1.5, -1.5],
    ['12345678901234567890.12', 1, '12345678901234567891.12'],
    [999_999_999_999_999, 1, '1000000000000000'],
    ['-0.5', 0.5, 0],
    [1e21, 1, '1000000000000000000001'],
    [1.5e-7, 0, 1.5e-7],
  ])('%s and %s are %s, to the last digit', (value, points, sum) => {
    expect(addExactly(value, points)).toBe(sum);
  });

  it('add up without the errors of binary fractions', () => {
    expect(sumExactly([0.1, 0.2, 0.3, -0.6])).toBe(0);
    expect(sumExactly([])).toBe(0);
  });

  it('compare at the border of a band', () => {
    expect([compareExactly('100.00', 100), compareExactly(99.99, 100), compareExactly(null, -1)]).toEqual([0, -1, 1]);
  });

  it.each([
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [2.344999, 2, 2.34],
    ['12345678901234567890.125', 2, '12345678901234567890.13'],
    [7, 2, 7],
    [-0.004, 2, 0],
  ])('%s rounds to %s digits as the database does: %s', (value, places, rounded) => {
    expect(roundExactly(value, places)).toBe(rounded);
  });

  it('multiply exactly, and stop at limits', () => {
    expect([timesExactly(0.1, 3), timesExactly(-1.5, 0.707107)]).toEqual([0.3, -1.0606605]);
    expect([clampExactly(12, 0, 10), clampExactly(-1, 0, 10), clampExactly('5', undefined, undefined)]).toEqual([
      10,
      0,
      '5',
    ]);
  });
});
