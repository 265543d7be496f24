import { type RawBuilder, sql } from 'kysely';
import { isList } from '../values/feel-value.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { isFeelNumber, numberText } from '../values/number.ts';
import { FeelDate, FeelDateTime, FeelTime, inZone, placedIn } from '../values/temporal.ts';
import { utc, type Zone } from '../values/zone.ts';
import { sqlTypeOf } from './sql-type.ts';
import { typeOfValue } from '../types/type-of-value.ts';

/** The value as a parameter with its type, or null where PostgreSQL has no such value. */
export function sqlLiteral(value: FeelValue, zone: Zone): RawBuilder<unknown> | null {
  if (value === null) return sql`null`;
  if (typeof value === 'string') return value.includes('\u0000') ? null : sql`${value}::text`;
  if (typeof value === 'boolean') return value ? sql`true` : sql`false`;
  if (isFeelNumber(value)) return sql`${numberText(value)}::numeric`;
  if (value instanceof FeelDate) return isStorable(value) ? sql`${value.toString()}::date` : null;
  if (value instanceof FeelDateTime) {
    if (!isStorable(value.date)) return null;
    const { date, time } = inZone(placedIn(value, zone), utc);
    return sql`${`${date.toString()}T${clockText(time)}Z`}::timestamptz`;
  }
  if (value instanceof FeelTime) return value.zone === null ? sql`${clockText(value)}::time` : null;
  if (value instanceof DaysDuration) return sql`${numberText(value.seconds)}::numeric`;
  if (value instanceof MonthsDuration) return sql`${value.months}::integer`;
  if (isList(value)) {
    const type = sqlTypeOf(typeOfValue(value));
    const elements = value.map((each) => sqlLiteral(each, zone));
    if (type === null || elements.includes(null)) return null;
    return sql`array[${sql.join(elements as RawBuilder<unknown>[])}]::${sql.raw(type)}`;
  }
  return null;
}

/** PostgreSQL's dates end at 5874897, but its date-times at 294276; years before 1 are written otherwise there. */
function isStorable(date: FeelDate): boolean {
  return date.year >= 1 && date.year <= 9999;
}

/** PostgreSQL keeps microseconds. */
function clockText(time: FeelTime): string {
  const clock = [time.hour, time.minute, time.second].map((part) => String(part).padStart(2, '0')).join(':');
  return `${clock}.${String(Math.floor(time.nanosecond / 1000)).padStart(6, '0')}`;
}
