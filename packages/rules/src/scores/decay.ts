import type { ScoreDecay } from '@tangram/schema';

/** Digits after the point that a factor of decay is rounded to; what is left below that counts as nothing. */
const factorDigits = 6;

/**
 * What is left of a point after 0, 1, 2, ... whole days; after the last day nothing. The table is what both worlds count
 * with: the database gets it as a parameter, so it never computes a power of its own.
 *
 *     decayFactors({ type: 'half-life', days: 2 })   // 1, 0.707107, 0.5, 0.353553, 0.25, ...
 *     decayFactors({ type: 'linear', days: 4 })      // 1, 0.75, 0.5, 0.25
 */
export function decayFactors({ type, days }: ScoreDecay): readonly number[] {
  const factors: number[] = [];
  for (let day = 0; ; day++) {
    const left = type === 'linear' ? 1 - day / days : 2 ** (-day / days);
    const factor = Number(left.toFixed(factorDigits));
    if (factor <= 0) return factors;
    factors.push(factor);
  }
}

/** Whole days from one day to another, `2026-11-27`; none when it lies ahead. */
export function daysBetween(from: string, until: string): number {
  return Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000));
}
