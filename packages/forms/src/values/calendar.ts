/** Reading dates and times as people and sheets write them. Nothing here knows the current time. */

import { offsetAt as secondsAhead } from '@tangram/expression';

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/**
 * `2026-11-22`, `2026/11/2`, `2026.11.22`, `2026年11月22日`, `20261122`, `22 Nov 2026`, `Nov 22, 2026`, and `22/11/2026`
 * where only one order of day and month is possible. Undefined when it is no date, or could be two.
 */
export function readDate(text: string): CalendarDate | undefined {
  const yearFirst =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (yearFirst !== null) return realDate(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const dayFirst = /^(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})$/.exec(text);
  if (dayFirst !== null) return realDate(Number(dayFirst[3]), monthNamed(dayFirst[2] as string), Number(dayFirst[1]));
  const monthFirst = /^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$/.exec(text);
  if (monthFirst !== null)
    return realDate(Number(monthFirst[3]), monthNamed(monthFirst[1] as string), Number(monthFirst[2]));
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (yearLast === null) return undefined;
  const [first, second, year] = [Number(yearLast[1]), Number(yearLast[2]), Number(yearLast[3])];
  if (first > 12) return realDate(year, second, first);
  if (second > 12 || first === second) return realDate(year, first, second);
  return undefined;
}

/** `9:30`, `09:30:15.250`, `9:30 pm`, `下午3:05`. */
export function readTime(text: string): ClockTime | undefined {
  const match = /^(上午|下午)?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?m?\.?$/i.exec(text);
  if (match === null) return undefined;
  const half = match[1] === '下午' || match[6]?.toLowerCase() === 'p' ? 'pm' : match[1] || match[6] ? 'am' : null;
  const shown = Number(match[2]);
  if (half !== null && (shown < 1 || shown > 12)) return undefined;
  const hour = half === null ? shown : (shown % 12) + (half === 'pm' ? 12 : 0);
  const [minute, second] = [Number(match[3]), Number(match[4] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return { hour, minute, second, millisecond: Number((match[5] ?? '').padEnd(3, '0').slice(0, 3)) };
}

/**
 * A sheet's day number in the 1900 system (1 = 1900-01-01, and 60 = the 1900-02-29 that never was); the fraction is
 * the time of day, rounded to the second as sheets show it.
 */
export function dateOfSerial(serial: number): { date: CalendarDate; time: ClockTime } | undefined {
  if (!(serial >= 1 && serial < 2_958_466)) return undefined;
  const seconds = Math.round(serial * 86_400);
  const day = Math.floor(seconds / 86_400);
  if (day === 60) return undefined;
  const instant = new Date(Date.UTC(1899, 11, day > 60 ? 30 : 31) + day * 86_400_000);
  const inDay = seconds - day * 86_400;
  return {
    date: { year: instant.getUTCFullYear(), month: instant.getUTCMonth() + 1, day: instant.getUTCDate() },
    time: { hour: Math.floor(inDay / 3600), minute: Math.floor(inDay / 60) % 60, second: inDay % 60, millisecond: 0 },
  };
}

export function isoDate(date: CalendarDate): string {
  return `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`;
}

/** The instant at which clocks in `zone` show this date and time; see `instantShowing` for those shown twice or never. */
export function instantIn(zone: string, date: CalendarDate, time: ClockTime): Date {
  const { hour, minute, second, millisecond } = time;
  return instantShowing(
    zone,
    new Date(Date.UTC(date.year, date.month - 1, date.day, hour, minute, second, millisecond)),
  );
}

/**
 * The instant at which clocks in `zone` show the UTC parts of `wall`. Where a clock is put back, the earlier of the two;
 * where it is put forward and never shows this, the instant it would have been by the offset before.
 */
export function instantShowing(zone: string, wall: Date): Date {
  const shown = wall.getTime();
  const before = shown - offsetAt(zone, shown - 86_400_000);
  const after = shown - offsetAt(zone, shown + 86_400_000);
  const fits = [before, after].filter((instant) => instant + offsetAt(zone, instant) === shown);
  return new Date(fits.length === 0 ? before : Math.min(...fits));
}

/** The date that a calendar in `zone` shows at `instant`. */
export function dateIn(zone: string, instant: Date): CalendarDate {
  const shown = shownIn(zone, instant);
  return { year: shown.getUTCFullYear(), month: shown.getUTCMonth() + 1, day: shown.getUTCDate() };
}

/** What a clock in `zone` shows at `instant`, as the UTC parts of a date. */
export function shownIn(zone: string, instant: Date): Date {
  return new Date(instant.getTime() + offsetAt(zone, instant.getTime()));
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function monthNamed(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** Years 1 to 9999, as FEEL and PostgreSQL both hold them. */
function realDate(year: number, month: number, day: number): CalendarDate | undefined {
  if (year < 1 || month < 1 || month > 12 || day < 1) return undefined;
  // The year 2000 + n has the same months as n: `Date.UTC` takes years below 100 for 19xx.
  const lastDay = new Date(Date.UTC((year % 400) + 2000, month, 0)).getUTCDate();
  return day > lastDay ? undefined : { year, month, day };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** How far ahead of UTC clocks in `zone` are at `instant`, in milliseconds. */
function offsetAt(zone: string, instant: number): number {
  return secondsAhead({ type: 'region', name: zone }, instant / 1000) * 1000;
}
