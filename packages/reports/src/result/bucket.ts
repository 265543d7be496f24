import type { Grain } from '@tangram/schema';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * The first day of the bucket after the one that starts on `start`, as `2026-11-22`; for hours `start` is an instant and so is
 * the answer. Calendar arithmetic, without a zone: buckets of a day and more are days of the workspace already.
 *
 *     nextBucket('2026-12-01', 'month') // '2027-01-01'
 */
export function nextBucket(start: string, grain: Grain): string {
  if (grain === 'hour') return new Date(Date.parse(start) + hourMs).toISOString();
  const day = new Date(`${start}T00:00:00Z`);
  const months = { year: 12, quarter: 3, month: 1 }[grain as 'year' | 'quarter' | 'month'];
  if (months === undefined) return isoDay(new Date(day.getTime() + dayMs * (grain === 'week' ? 7 : 1)));
  // Buckets begin on the first of a month, so the day cannot overflow.
  return isoDay(new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1)));
}

/** Every bucket from `first` to `last`, both included, or null when they are more than `limit`. */
export function bucketsBetween(first: string, last: string, grain: Grain, limit: number): string[] | null {
  const buckets: string[] = [];
  for (let bucket = first; bucket <= last; bucket = nextBucket(bucket, grain)) {
    if (buckets.length === limit) return null;
    buckets.push(bucket);
  }
  return buckets;
}

function isoDay(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
