import type { JsonValue } from '@tangram/schema';
import { type FeelType, membersOf } from '../types/feel-type.ts';
import { DaysDuration, MonthsDuration, parseDuration } from './duration.ts';
import { contextOf, FeelRange, type FeelValue, isContext, isList } from './feel-value.ts';
import { fromDouble, isFeelNumber, numberText, parseNumber } from './number.ts';
import { FeelDate, FeelDateTime, FeelTime, inZone, parseDate, parseDateTime, parseTime } from './temporal.ts';
import { valueText } from './value-text.ts';
import { utc } from './zone.ts';

/**
 * The FEEL value of a JSON value in wire form (the table of value types in `@tangram/schema`). Text that does not read
 * as its type becomes null: wrong values are refused where they enter, so this happens only to data older than its type.
 *
 *     toFeel('2026-11-22', dateType)   // the date
 *     toFeel('12.50', numberType)      // the exact number 12.5
 */
export function toFeel(value: JsonValue, type: FeelType): FeelValue {
  if (value === null || value === undefined) return null;
  switch (type.type) {
    case 'text':
      return typeof value === 'string' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'number':
      return typeof value === 'number' ? fromDouble(value) : typeof value === 'string' ? parseNumber(value) : null;
    case 'date':
      return typeof value === 'string' ? parseDate(value) : null;
    case 'date-time':
      return typeof value === 'string' ? parseDateTime(value.replace(' ', 'T')) : null;
    case 'time':
      return typeof value === 'string' ? parseTime(value) : null;
    case 'days-duration':
    case 'months-duration':
      return durationFrom(value, type.type);
    case 'list':
      return Array.isArray(value) ? value.map((each: JsonValue) => toFeel(each, type.of)) : null;
    case 'reference':
    case 'context':
      return contextFrom(value, type);
    case 'any':
      return plainFeel(value);
    default:
      return null;
  }
}

function durationFrom(value: JsonValue, kind: 'days-duration' | 'months-duration'): FeelValue {
  if (typeof value === 'number') {
    const number = fromDouble(value);
    if (number === null) return null;
    return kind === 'days-duration' ? new DaysDuration(number) : new MonthsDuration(Math.trunc(value));
  }
  const seconds = typeof value === 'string' ? parseNumber(value) : null;
  if (seconds !== null) return kind === 'days-duration' ? new DaysDuration(seconds) : null;
  const duration = typeof value === 'string' ? parseDuration(value) : null;
  return duration instanceof (kind === 'days-duration' ? DaysDuration : MonthsDuration) ? duration : null;
}

function contextFrom(value: JsonValue, type: FeelType): FeelValue {
  if (type.type === 'reference' && typeof value === 'string') return contextOf([['id', value]]);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const members = membersOf(type) ?? {};
  return contextOf(
    Object.entries(value).map(([name, member]) => [
      name,
      Object.hasOwn(members, name)
        ? toFeel(member as JsonValue, members[name] as FeelType)
        : plainFeel(member as JsonValue),
    ]),
  );
}

/** A JSON value without a type: numbers, text, yes/no, lists and contexts as they stand. */
function plainFeel(value: JsonValue): FeelValue {
  if (typeof value === 'number') return fromDouble(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((each: JsonValue) => plainFeel(each));
  return contextOf(Object.entries(value).map(([name, member]) => [name, plainFeel(member as JsonValue)]));
}

/** Digits up to which a number is exact as a JSON number; beyond, it travels as decimal text. */
const exactDigits = 15;

/**
 * The wire form of a FEEL value. A function has none and becomes null; a range becomes its text; a local date-time,
 * which has no instant, is written as UTC.
 */
export function fromFeel(value: FeelValue): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (isFeelNumber(value)) {
    const text = numberText(value);
    return text.replaceAll(/\D|^-?0\.0*/g, '').length <= exactDigits ? Number(text) : text;
  }
  if (isList(value)) return value.map((each) => fromFeel(each));
  if (value instanceof FeelDateTime) return instantText(value);
  if (value instanceof FeelDate || value instanceof FeelTime) return value.toString();
  if (value instanceof DaysDuration || value instanceof MonthsDuration) return value.toString();
  if (isContext(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fromFeel(member)]));
  }
  if (value instanceof FeelRange) {
    const [open, close] = [value.isLowIncluded ? '[' : '(', value.isHighIncluded ? ']' : ')'];
    return `${open}${valueText(value.low) ?? 'null'}..${valueText(value.high) ?? 'null'}${close}`;
  }
  return null;
}

/** `2026-11-22T03:04:05.678Z`: UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
function instantText(value: FeelDateTime): string {
  const { date, time } = value.zone === null ? value : inZone(value, utc);
  const clock = [time.hour, time.minute, time.second].map((part) => String(part).padStart(2, '0')).join(':');
  return `${date.toString()}T${clock}.${String(Math.floor(time.nanosecond / 1e6)).padStart(3, '0')}Z`;
}
