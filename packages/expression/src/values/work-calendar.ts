import { civilDate, weekday } from './calendar.ts';

/**
 * Which days are worked: Monday to Friday without public holidays, and the weekend days that are worked instead (调休).
 * Days are day numbers, counted from 1970-01-01; all lists ascend.
 */
export interface WorkCalendar {
  /** Weekdays that are not worked. */
  readonly daysOff: readonly number[];
  /** Weekend days that are worked. */
  readonly extraDays: readonly number[];
  /** `rankOf` of each day off, and of each extra day. */
  readonly offRanks: readonly number[];
  readonly extraRanks: readonly number[];
  /** First and last year whose holidays are known; null where there are none. Other years have their weekdays only. */
  readonly years: { readonly first: number; readonly last: number } | null;
}

/** Holidays that fall on a weekend and worked weekdays change nothing and are left out. */
export function makeWorkCalendar(
  holidays: readonly number[],
  worked: readonly number[],
  years: WorkCalendar['years'],
): WorkCalendar {
  const isWeekend = (day: number) => weekday(day) > 5;
  const sorted = (days: readonly number[]) => [...new Set(days)].toSorted((a, b) => a - b);
  const daysOff = sorted(holidays.filter((day) => !isWeekend(day)));
  const extraDays = sorted(worked.filter(isWeekend));
  const plain = { daysOff, extraDays };
  const ranks = (days: readonly number[]) => days.map((day) => rankOf(day, plain));
  return { ...plain, offRanks: ranks(daysOff), extraRanks: ranks(extraDays), years };
}

/** Monday to Friday. */
export const weekdays: WorkCalendar = makeWorkCalendar([], [], null);

/** How many working days there are up to a day, itself included, counted from one day that is the same for all. */
export function rankOf(day: number, { daysOff, extraDays }: Pick<WorkCalendar, 'daysOff' | 'extraDays'>): number {
  const weeks = Math.floor((day + 3) / 7);
  return weeks * 5 + Math.min(5, weekday(day)) - countUpTo(daysOff, day) + countUpTo(extraDays, day);
}

/** The working day of a rank. */
export function dayOfRank(rank: number, { offRanks, extraDays, extraRanks }: WorkCalendar): number {
  const extra = countUpTo(extraRanks, rank);
  if (extra > 0 && extraRanks[extra - 1] === rank) return extraDays[extra - 1] as number;
  const among = rank + countUpTo(offRanks, rank - 1) - extra - 1;
  const weeks = Math.floor(among / 5);
  return weeks * 7 + (among - weeks * 5) - 3;
}

/** Working days after the one date up to the other, itself included; negative when the other is earlier. */
export function workingDaysBetween(from: number, to: number, calendar: WorkCalendar): number {
  return rankOf(to, calendar) - rankOf(from, calendar);
}

/** The `count`-th working day after a day, or before it when negative; the day itself for 0. */
export function addWorkingDays(day: number, count: number, calendar: WorkCalendar): number {
  if (count === 0) return day;
  const rank = count > 0 ? rankOf(day, calendar) + count : rankOf(day - 1, calendar) + count + 1;
  return dayOfRank(rank, calendar);
}

/** The first year of the days whose holidays the calendar does not know, or null. */
export function unknownYear(days: readonly number[], { years }: WorkCalendar): number | null {
  if (years === null) return null;
  return days.map((day) => civilDate(day).year).find((year) => year < years.first || year > years.last) ?? null;
}

/** How many numbers of an ascending list are not above a limit. */
function countUpTo(list: readonly number[], limit: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
