import {
  combine,
  compare,
  dateFromDayNumber,
  DaysDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  type FeelValue,
  isFeelNumber,
  MonthsDuration,
  parseTime,
  toDouble,
} from '@tangram/expression';

/** A readable value strictly between two of a kind (an end that is null is open), or null where there is none. */
export function valueBetween(low: FeelValue, high: FeelValue): FeelValue {
  const some = low ?? high;
  if (isFeelNumber(some)) return numberBetween(low, high);
  if (some instanceof FeelDate) return dateBetween(low as FeelDate | null, high as FeelDate | null);
  if (some instanceof MonthsDuration) return monthsBetween(low as MonthsDuration | null, high as MonthsDuration | null);
  if (typeof some === 'string') return textBetween(low as string | null, high as string | null);
  if (some instanceof FeelTime) {
    return within(half(low ?? parseTime('00:00:00'), high ?? parseTime('23:59:59')), low, high);
  }
  if (some instanceof FeelDateTime || some instanceof DaysDuration) {
    const day = new DaysDuration(86_400);
    const value =
      low === null ? combine('-', high, day, null) : high === null ? combine('+', low, day, null) : half(low, high);
    return within(value, low, high);
  }
  return null;
}

/** The whole number nearest to the low end where there is one, else the middle. */
function numberBetween(low: FeelValue, high: FeelValue): FeelValue {
  if (low === null) return combine('-', high, 1, null);
  if (high === null) return combine('+', low, 1, null);
  const whole = isFeelNumber(low) ? Math.floor(toDouble(low)) + 1 : 0;
  return within(whole, low, high) ?? within(half(low, high), low, high);
}

function dateBetween(low: FeelDate | null, high: FeelDate | null): FeelValue {
  const day = low === null ? (high as FeelDate).dayNumber - 1 : low.dayNumber + 1;
  return within(dateFromDayNumber(day), low, high);
}

function monthsBetween(low: MonthsDuration | null, high: MonthsDuration | null): FeelValue {
  const months = low === null ? (high as MonthsDuration).months - 1 : low.months + 1;
  return within(new MonthsDuration(months), low, high);
}

function textBetween(low: string | null, high: string | null): FeelValue {
  if (low === null) return high === '' ? null : '';
  const candidates = [`${low}a`, `${low} a`, `${low}0`, `${low} `, `${low}!`, `${low}\u0001`];
  return candidates.find((text) => within(text, low, high) !== null) ?? null;
}

/** `low + (high - low) / 2`. */
function half(low: FeelValue, high: FeelValue): FeelValue {
  return combine('+', low, combine('/', combine('-', high, low, null), 2, null), null);
}

function within(value: FeelValue, low: FeelValue, high: FeelValue): FeelValue {
  const isAbove = low === null || (compare(value, low) ?? 0) > 0;
  const isBelow = high === null || (compare(value, high) ?? 0) < 0;
  return isAbove && isBelow ? value : null;
}
