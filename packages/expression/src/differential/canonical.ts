import { type RawBuilder, sql } from 'kysely';
import type { FeelType } from '../types/feel-type.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { numberText, toDecimal } from '../values/number.ts';
import { FeelDate, FeelDateTime, FeelTime } from '../values/temporal.ts';

/** One text for one value, the same from both worlds. */
export function canonical(value: RawBuilder<unknown>, type: FeelType['type']): RawBuilder<unknown> {
  switch (type) {
    case 'number':
    case 'days-duration':
      return sql`trim_scale(${value})::text`;
    case 'date':
      return sql`((${value}) - date '1970-01-01')::text`;
    case 'date-time':
      return sql`trim_scale(extract(epoch from ${value}))::text`;
    case 'time':
      return sql`trim_scale(extract(epoch from ${value}))::text`;
    default:
      return sql`(${value})::text`;
  }
}

/** The same text from a closure's value. */
export function canonicalText(value: FeelValue): string | null {
  if (value === null) return null;
  if (value instanceof FeelDate) return String(value.dayNumber);
  if (value instanceof FeelDateTime) return seconds(value.epochSeconds, value.time.nanosecond);
  if (value instanceof FeelTime) return seconds(value.secondOfDay, value.nanosecond);
  if (value instanceof DaysDuration) return numberText(value.seconds);
  if (value instanceof MonthsDuration) return String(value.months);
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : numberText(value as number);
}

/** PostgreSQL keeps microseconds. */
function seconds(whole: number, nanosecond: number): string {
  return toDecimal(whole)
    .plus(toDecimal(Math.floor(nanosecond / 1000)).div(1_000_000))
    .toFixed();
}
