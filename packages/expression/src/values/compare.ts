import { DaysDuration, MonthsDuration } from './duration.ts';
import { FeelFunction, FeelRange, type FeelValue, isContext, isList, memberOf } from './feel-value.ts';
import { compareNumbers, isFeelNumber } from './number.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';
import { isSameZone, offsetAt } from './zone.ts';

/**
 * `a = b` (DMN 1.5, table 42): null-safe; null (unknown) for values of different kinds. A context with an `id` (a record,
 * a person) is equal to another by it, and to the id itself as text.
 */
export function isEqual(a: FeelValue, b: FeelValue): boolean | null {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a === 'string' && typeof b === 'string') return false;
  if (isFeelNumber(a) && isFeelNumber(b)) return compareNumbers(a, b) === 0;
  if (typeof a === 'boolean' && typeof b === 'boolean') return false;
  if (isList(a) && isList(b)) return isEqualList(a, b);
  if (a instanceof FeelRange && b instanceof FeelRange) {
    return (
      a.operator === b.operator &&
      a.isLowIncluded === b.isLowIncluded &&
      a.isHighIncluded === b.isHighIncluded &&
      isEqual(a.low, b.low) === true &&
      isEqual(a.high, b.high) === true
    );
  }
  if (isContext(a) || isContext(b)) return isEqualContext(a, b);
  if (a instanceof FeelFunction || b instanceof FeelFunction) return null;
  const order = compare(a, b);
  return order === null ? null : order === 0;
}

function isEqualList(a: readonly FeelValue[], b: readonly FeelValue[]): boolean | null {
  if (a.length !== b.length) return false;
  return a.every((value, index) => isEqual(value, b[index] as FeelValue) === true);
}

function isEqualContext(a: FeelValue, b: FeelValue): boolean | null {
  const [idA, idB] = [idOf(a), idOf(b)];
  if (idA !== undefined && idB !== undefined) return idA === idB;
  if (!isContext(a) || !isContext(b)) return null;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const other = memberOf(b, name);
    return other !== undefined && isEqual(a[name] as FeelValue, other) === true;
  });
}

/** The id by which a record is compared; a text stands for the id it is. */
function idOf(value: FeelValue): string | undefined {
  if (typeof value === 'string') return value;
  if (!isContext(value)) return undefined;
  const id = memberOf(value, 'id');
  return typeof id === 'string' ? id : undefined;
}

/**
 * Negative, zero or positive as `a` stands before, with or after `b`; null where they have no order: different kinds,
 * a local beside a zoned date-time, lists, contexts. Text is ordered by code point.
 */
export function compare(a: FeelValue, b: FeelValue): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b) : null;
  if (isFeelNumber(a)) return isFeelNumber(b) ? compareNumbers(a, b) : null;
  if (a instanceof FeelDate) {
    return b instanceof FeelDate ? a.year - b.year || a.month - b.month || a.day - b.day : null;
  }
  if (a instanceof FeelDateTime) return b instanceof FeelDateTime ? compareDateTimes(a, b) : null;
  if (a instanceof FeelTime) return b instanceof FeelTime ? compareTimes(a, b) : null;
  if (a instanceof DaysDuration) return b instanceof DaysDuration ? compareNumbers(a.seconds, b.seconds) : null;
  if (a instanceof MonthsDuration) return b instanceof MonthsDuration ? a.months - b.months : null;
  return null;
}

function compareDateTimes(a: FeelDateTime, b: FeelDateTime): number | null {
  if ((a.zone === null) !== (b.zone === null)) return null;
  return a.epochSeconds - b.epochSeconds || a.time.nanosecond - b.time.nanosecond;
}

/** Zoned times are compared on the clocks of UTC; a region's offset is that of 1970-01-01, as no day is given. */
function compareTimes(a: FeelTime, b: FeelTime): number | null {
  if ((a.zone === null) !== (b.zone === null)) return null;
  const shift = (time: FeelTime) =>
    time.zone === null || isSameZone(a.zone, b.zone) ? time.secondOfDay : time.secondOfDay - offsetAt(time.zone, 0);
  return shift(a) - shift(b) || a.nanosecond - b.nanosecond;
}

/** Order by code point, as `COLLATE "C"` in PostgreSQL; `<` would order by UTF-16 unit and put emoji before `豈`. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x === y) continue;
    // A surrogate stands for a code point above every other unit.
    const isSurrogateX = x >= 0xd800 && x <= 0xdfff;
    const isSurrogateY = y >= 0xd800 && y <= 0xdfff;
    return isSurrogateX === isSurrogateY ? x - y : isSurrogateX ? 1 : -1;
  }
  return a.length - b.length;
}

/** Kleene `and`. */
export function and3(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

/** Kleene `or`. */
export function or3(a: boolean | null, b: boolean | null): boolean | null {
  if (a === true || b === true) return true;
  return a === null || b === null ? null : false;
}

/** Whether the range holds the value; null when an end or the value is blank, or they have no order. */
export function includes(range: FeelRange, value: FeelValue): boolean | null {
  if (range.operator === '=') return isEqual(value, range.low);
  if (range.operator === '!=') {
    const equal = isEqual(value, range.low);
    return equal === null ? null : !equal;
  }
  const hasLow = range.operator === null || range.operator === '>' || range.operator === '>=';
  const hasHigh = range.operator === null || range.operator === '<' || range.operator === '<=';
  return and3(
    hasLow ? isAbove(value, range.low, range.isLowIncluded) : true,
    hasHigh ? isAbove(range.high, value, range.isHighIncluded) : true,
  );
}

function isAbove(high: FeelValue, low: FeelValue, isIncluded: boolean): boolean | null {
  const order = compare(high, low);
  return order === null ? null : isIncluded ? order >= 0 : order > 0;
}

/** `value in test` for one test that is a value: a range, a list (any of its elements), or a value to be equal to. */
export function isIn(value: FeelValue, test: FeelValue): boolean | null {
  if (test instanceof FeelRange) return value instanceof FeelRange ? isEqual(value, test) : includes(test, value);
  if (!isList(test)) return isEqual(value, test);
  if (isList(value) && isEqual(value, test) === true) return true;
  return test.some((element) =>
    element instanceof FeelRange ? includes(element, value) === true : isEqual(value, element) === true,
  );
}
