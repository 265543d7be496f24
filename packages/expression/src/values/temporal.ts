import { civilDate, dayNumber, daysInMonth } from './calendar.ts';
import { type MonthsDuration } from './duration.ts';
import { add, divide, type FeelNumber, floor, subtract, toDouble } from './number.ts';
import { isSameZone, offsetAt, offsetForLocal, parseZone, type Zone, zoneText } from './zone.ts';

/** The years a date may have (DMN 1.5, 10.3.2.3.4, follows XML Schema; this is the common limit of implementations). */
export const maxYear = 999_999_999;

/** Day numbers of 0001-01-01 and 9999-12-31, the calendar of records: what four digits and PostgreSQL can write. */
export const [firstDay, lastDay] = [-719162, 2932896];

export function isInCalendar(date: FeelDate): boolean {
  return date.year >= 1 && date.year <= 9999;
}

/** A day of the calendar. */
export class FeelDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;

  constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
  }

  get dayNumber(): number {
    return dayNumber(this.year, this.month, this.day);
  }

  toString(): string {
    const size = String(Math.abs(this.year)).padStart(4, '0');
    return `${this.year < 0 ? '-' : ''}${size}-${two(this.month)}-${two(this.day)}`;
  }
}

/** A time of day, local or with a zone. `nanosecond` is of the second. */
export class FeelTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  readonly zone: Zone | null;

  constructor(hour: number, minute: number, second: number, nanosecond: number, zone: Zone | null) {
    this.hour = hour;
    this.minute = minute;
    this.second = second;
    this.nanosecond = nanosecond;
    this.zone = zone;
  }

  get secondOfDay(): number {
    return this.hour * 3600 + this.minute * 60 + this.second;
  }

  toString(): string {
    const fraction = this.nanosecond === 0 ? '' : `.${String(this.nanosecond).padStart(9, '0').replace(/0+$/, '')}`;
    const zone = this.zone === null ? '' : zoneText(this.zone);
    return `${two(this.hour)}:${two(this.minute)}:${two(this.second)}${fraction}${zone}`;
  }
}

/** A day and a time of it; an instant when it has a zone. */
export class FeelDateTime {
  readonly date: FeelDate;
  readonly time: FeelTime;
  private instant: number | undefined;

  constructor(date: FeelDate, time: FeelTime) {
    this.date = date;
    this.time = time;
  }

  get zone(): Zone | null {
    return this.time.zone;
  }

  /** Seconds since 1970 as the wall clock shows them, without nanoseconds. */
  get localSeconds(): number {
    return this.date.dayNumber * 86400 + this.time.secondOfDay;
  }

  /** Whole seconds since 1970 UTC; a local date-time is taken as UTC. */
  get epochSeconds(): number {
    if (this.instant === undefined) {
      const local = this.localSeconds;
      this.instant = this.zone === null ? local : local - offsetForLocal(this.zone, local);
    }
    return this.instant;
  }

  toString(): string {
    return `${this.date.toString()}T${this.time.toString()}`;
  }
}

export type Temporal = FeelDate | FeelTime | FeelDateTime;

/** Null for a day that does not exist. */
export function dateOf(year: number, month: number, day: number): FeelDate | null {
  if (!Number.isInteger(year) || Math.abs(year) > maxYear) return null;
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return null;
  return Number.isInteger(month) && Number.isInteger(day) ? new FeelDate(year, month, day) : null;
}

export function dateFromDayNumber(days: number): FeelDate | null {
  const { year, month, day } = civilDate(days);
  return dateOf(year, month, day);
}

export function timeOf(hour: number, minute: number, second: FeelNumber, zone: Zone | null): FeelTime | null {
  const whole = toDouble(floor(second));
  const nanosecond = Math.floor(toDouble(subtract(second, whole) as FeelNumber) * 1e9 + 1e-4);
  if (!(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && whole >= 0 && whole <= 59)) return null;
  return Number.isInteger(hour) && Number.isInteger(minute)
    ? new FeelTime(hour, minute, whole, nanosecond, zone)
    : null;
}

/** The same instant, read on the clocks of `zone`. */
export function inZone(value: FeelDateTime, zone: Zone): FeelDateTime {
  if (isSameZone(value.zone, zone)) return value;
  return dateTimeAt(value.epochSeconds, value.time.nanosecond, zone) ?? value;
}

/** A local date-time placed into `zone`; one that has a zone already stays. */
export function placedIn(value: FeelDateTime, zone: Zone): FeelDateTime {
  if (value.zone !== null) return value;
  const { hour, minute, second, nanosecond } = value.time;
  const placed = new FeelDateTime(value.date, new FeelTime(hour, minute, second, nanosecond, zone));
  // A reading in the gap of a clock change does not exist: it is shown as what the clocks then showed.
  return dateTimeAt(placed.epochSeconds, nanosecond, zone) ?? placed;
}

export function dateTimeAt(epochSeconds: number, nanosecond: number, zone: Zone | null): FeelDateTime | null {
  const local = zone === null ? epochSeconds : epochSeconds + offsetAt(zone, epochSeconds);
  const date = dateFromDayNumber(Math.floor(local / 86400));
  if (date === null) return null;
  const second = local - Math.floor(local / 86400) * 86400;
  const time = new FeelTime(Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60, nanosecond, zone);
  const dateTime = new FeelDateTime(date, time);
  dateTime['instant'] = epochSeconds;
  return dateTime;
}

export function parseDate(text: string): FeelDate | null {
  const match = /^(-?(?:\d{4}|[1-9]\d{4,8}))-(\d{2})-(\d{2})$/.exec(text);
  return match === null || text.startsWith('-0000')
    ? null
    : dateOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

export function parseTime(text: string): FeelTime | null {
  const match = /^(\d{2}):(\d{2}):(\d{2})(\.\d{1,15})?(Z|z|[+-][\d:]+|@.+)?$/.exec(text);
  if (match === null) return null;
  const zone = match[5] === undefined ? null : parseZone(match[5]);
  if (zone === null && match[5] !== undefined) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const nanosecond = Number((match[4] ?? '.0').slice(1, 10).padEnd(9, '0'));
  return new FeelTime(hour, minute, second, nanosecond, zone);
}

/** Reads `2026-11-22T03:04:05.678+08:00`; a date alone is its midnight. */
export function parseDateTime(text: string): FeelDateTime | null {
  const at = text.indexOf('T');
  if (at < 0) {
    const date = parseDate(text);
    return date === null ? null : new FeelDateTime(date, midnight(null));
  }
  const date = parseDate(text.slice(0, at));
  // XML Schema: 24:00:00 is the first moment of the next day.
  const isEndOfDay = /^24:00:00(?!\.\d*[1-9])/.test(text.slice(at + 1));
  if (isEndOfDay && date !== null) {
    const next = dateFromDayNumber(date.dayNumber + 1);
    const start = parseTime(`00${text.slice(at + 3)}`);
    return next === null || start === null ? null : new FeelDateTime(next, start);
  }
  const time = parseTime(text.slice(at + 1));
  return date === null || time === null ? null : new FeelDateTime(date, time);
}

export function midnight(zone: Zone | null): FeelTime {
  return new FeelTime(0, 0, 0, 0, zone);
}

/** Calendar months later; the day is cut to the month's last: 31 January plus one month is 28 or 29 February. */
export function addMonths(date: FeelDate, duration: MonthsDuration): FeelDate | null {
  const month = date.year * 12 + date.month - 1 + duration.months;
  const [year, index] = [Math.floor(month / 12), month - Math.floor(month / 12) * 12];
  return dateOf(year, index + 1, Math.min(date.day, daysInMonth(year, index + 1)));
}

/** Seconds, with nanoseconds as a fraction. */
export function secondsWithFraction(seconds: number, nanosecond: number): FeelNumber {
  if (nanosecond === 0) return seconds;
  return add(seconds, divide(nanosecond, 1_000_000_000) as FeelNumber) as FeelNumber;
}

/** Splits an exact number of seconds into whole seconds and nanoseconds (the rest is cut). */
export function splitSeconds(seconds: FeelNumber): { whole: number; nanosecond: number } {
  const whole = floor(seconds);
  if (typeof seconds === 'number') return { whole: seconds, nanosecond: 0 };
  const fraction = seconds.minus(whole).times(1_000_000_000).floor().toNumber();
  return { whole: toDouble(whole), nanosecond: fraction };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
