import { expect, it } from 'vitest';
import { durationParts, durationText } from './duration.ts';

it.each([
  ['PT2H', { count: 2, unit: 'hours' }],
  ['P1DT12H', { count: 36, unit: 'hours' }],
  ['P1D', { count: 1, unit: 'days' }],
  ['P2W', { count: 14, unit: 'days' }],
  ['PT90M', { count: 90, unit: 'minutes' }],
  ['PT120M', { count: 2, unit: 'hours' }],
  ['PT0M', { count: 0, unit: 'minutes' }],
] as const)('%s is said as %j', (text, parts) => {
  expect(durationParts(text)).toEqual(parts);
});

it.each(['', 'P', 'PT', '2h', 'P1M', 'PT1S'])('"%s" is no such duration', (text) => {
  expect(durationParts(text)).toBeUndefined();
});

it('writes what it reads', () => {
  for (const text of ['PT36H', 'P3D', 'PT45M']) {
    const parts = durationParts(text);
    expect(parts && durationText(parts)).toBe(text);
  }
});
