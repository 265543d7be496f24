import type { ArithmeticOperator } from '../ast/node.ts';
import { DaysDuration, maxMonths, MonthsDuration } from './duration.ts';
import type { FeelValue } from './feel-value.ts';
import {
  add,
  divide,
  divideFully,
  type FeelNumber,
  isFeelNumber,
  modulo,
  multiply,
  negate,
  power,
  roundTo,
  subtract,
  toDouble,
} from './number.ts';
import {
  addMonths,
  dateFromDayNumber,
  dateTimeAt,
  FeelDate,
  FeelDateTime,
  FeelTime,
  inZone,
  midnight,
  placedIn,
  secondsWithFraction,
  splitSeconds,
} from './temporal.ts';
import type { Zone } from './zone.ts';
import { offsetAt, utc } from './zone.ts';

/** The zone of the run when date-times are read on its clocks; null in standard mode, which also divides to 34 digits. */
export type ClockZone = Zone | null;

/** `left operator right` on values (DMN 1.5, tables 44 to 53); null where the standard has no answer. */
export function combine(operator: ArithmeticOperator, left: FeelValue, right: FeelValue, zone: ClockZone): FeelValue {
  if (left === null || right === null) return null;
  if (isFeelNumber(left) && isFeelNumber(right)) {
    return operator === '/' && zone === null ? divideFully(left, right) : numeric[operator](left, right);
  }
  switch (operator) {
    case '+':
      return plus(left, right, zone) ?? plus(right, left, zone);
    case '-':
      return minus(left, right, zone);
    case '*':
      return isFeelNumber(left) ? scale(right, left) : isFeelNumber(right) ? scale(left, right) : null;
    case '/':
      return quotient(left, right);
    case '**':
      return null;
  }
}

const numeric: Record<ArithmeticOperator, (a: FeelNumber, b: FeelNumber) => FeelNumber | null> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': power,
};

export function negated(value: FeelValue): FeelValue {
  if (isFeelNumber(value)) return negate(value);
  if (value instanceof DaysDuration) return new DaysDuration(negate(value.seconds));
  if (value instanceof MonthsDuration) return new MonthsDuration(0 - value.months);
  return null;
}

function plus(left: FeelValue, right: FeelValue, zone: ClockZone): FeelValue {
  if (typeof left === 'string') return typeof right === 'string' ? left + right : null;
  if (right instanceof DaysDuration) {
    if (left instanceof DaysDuration) return daysOf(add(left.seconds, right.seconds));
    return shifted(left, right.seconds);
  }
  if (right instanceof MonthsDuration) {
    if (left instanceof MonthsDuration) return monthsOf(left.months + right.months);
    if (left instanceof FeelDate) return addMonths(left, right);
    if (left instanceof FeelDateTime) {
      const read = zone === null ? left : inZone(left, zone);
      const date = addMonths(read.date, right);
      if (date === null) return null;
      const { hour, minute, second, nanosecond } = read.time;
      if (read.zone === null) return new FeelDateTime(date, read.time);
      return placedIn(new FeelDateTime(date, new FeelTime(hour, minute, second, nanosecond, null)), read.zone);
    }
  }
  return null;
}

function minus(left: FeelValue, right: FeelValue, zone: ClockZone): FeelValue {
  if (right instanceof DaysDuration || right instanceof MonthsDuration) return plus(left, negated(right), zone);
  if (left instanceof FeelTime && right instanceof FeelTime) return timeDifference(left, right);
  if (left instanceof FeelDate && right instanceof FeelDate) {
    return new DaysDuration((left.dayNumber - right.dayNumber) * 86400);
  }
  const [from, to] = [instantOf(right, zone), instantOf(left, zone)];
  if (from === null || to === null || (from.zone === null) !== (to.zone === null)) return null;
  return daysOf(
    subtract(
      secondsWithFraction(to.epochSeconds, to.time.nanosecond),
      secondsWithFraction(from.epochSeconds, from.time.nanosecond),
    ),
  );
}

/** Beside a date-time, a date counts as its midnight: in the run's zone, else in UTC. */
function instantOf(value: FeelValue, zone: ClockZone): FeelDateTime | null {
  if (value instanceof FeelDateTime) return value;
  return value instanceof FeelDate ? new FeelDateTime(value, midnight(zone ?? utc)) : null;
}

function timeDifference(left: FeelTime, right: FeelTime): FeelValue {
  if ((left.zone === null) !== (right.zone === null)) return null;
  const shift = (time: FeelTime) => (time.zone === null ? 0 : offsetAt(time.zone, 0));
  const seconds = left.secondOfDay - shift(left) - (right.secondOfDay - shift(right));
  return daysOf(subtract(secondsWithFraction(seconds, left.nanosecond), secondsWithFraction(0, right.nanosecond)));
}

/** A date, time or date-time moved by exact seconds; a date moves by whole days, rounded towards the past. */
function shifted(value: FeelValue, seconds: FeelNumber): FeelValue {
  // A time goes round every day: cutting whole days first keeps huge durations exact.
  const { whole, nanosecond } = splitSeconds(
    value instanceof FeelTime ? (modulo(seconds, 86400) as FeelNumber) : seconds,
  );
  if (value instanceof FeelDate) return dateFromDayNumber(value.dayNumber + Math.floor(whole / 86400));
  if (value instanceof FeelTime) {
    const nanoseconds = value.nanosecond + nanosecond;
    const total = value.secondOfDay + whole + Math.floor(nanoseconds / 1e9);
    const second = total - Math.floor(total / 86400) * 86400;
    const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60] as const;
    return new FeelTime(...clock, nanoseconds % 1e9, value.zone);
  }
  if (value instanceof FeelDateTime) {
    const nanoseconds = value.time.nanosecond + nanosecond;
    return dateTimeAt(value.epochSeconds + whole + Math.floor(nanoseconds / 1e9), nanoseconds % 1e9, value.zone);
  }
  return null;
}

function scale(value: FeelValue, factor: FeelNumber): FeelValue {
  if (value instanceof DaysDuration) return daysOf(multiply(value.seconds, factor));
  return value instanceof MonthsDuration ? monthsOf(multiply(value.months, factor)) : null;
}

function quotient(left: FeelValue, right: FeelValue): FeelValue {
  if (left instanceof DaysDuration) {
    if (isFeelNumber(right)) return daysOf(divide(left.seconds, right));
    return right instanceof DaysDuration ? divide(left.seconds, right.seconds) : null;
  }
  if (left instanceof MonthsDuration) {
    if (isFeelNumber(right)) return monthsOf(divide(left.months, right));
    return right instanceof MonthsDuration ? divide(left.months, right.months) : null;
  }
  return null;
}

function daysOf(seconds: FeelNumber | null): FeelValue {
  return seconds === null ? null : new DaysDuration(seconds);
}

/** Months are whole: a fraction is cut off. */
function monthsOf(months: FeelNumber | null): FeelValue {
  if (months === null) return null;
  const whole = roundTo(months, 0, 'down');
  if (whole === null || Math.abs(toDouble(whole)) > maxMonths) return null;
  return new MonthsDuration(toDouble(whole));
}
