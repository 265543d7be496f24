import type { FeelDate } from './temporal.ts';

/** Months that are full: from 31 January to 28 February there is none. Towards the past they are negative. */
export function monthsBetween(from: FeelDate, to: FeelDate): number {
  const months = to.year * 12 + to.month - (from.year * 12 + from.month);
  const isShort = months > 0 && to.day < from.day;
  const isLong = months < 0 && to.day > from.day;
  return months - (isShort ? 1 : 0) + (isLong ? 1 : 0);
}
