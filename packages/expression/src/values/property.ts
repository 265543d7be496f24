import { anyType, booleanType, daysDurationType, type FeelType, numberType, textType } from '../types/feel-type.ts';
import { weekday } from './calendar.ts';
import { DaysDuration, durationParts, MonthsDuration } from './duration.ts';
import { FeelRange, type FeelValue } from './feel-value.ts';
import { FeelDate, FeelDateTime, FeelTime, secondsWithFraction } from './temporal.ts';
import { offsetAt } from './zone.ts';

/** Properties of values that are no contexts (DMN 1.5, tables 63 to 66), by type of the value. */
export const propertyTypes: { readonly [type in FeelType['type']]?: { readonly [name: string]: FeelType } } = {
  date: { year: numberType, month: numberType, day: numberType, weekday: numberType },
  time: {
    hour: numberType,
    minute: numberType,
    second: numberType,
    'time offset': daysDurationType,
    timezone: textType,
  },
  'date-time': {
    year: numberType,
    month: numberType,
    day: numberType,
    weekday: numberType,
    hour: numberType,
    minute: numberType,
    second: numberType,
    'time offset': daysDurationType,
    timezone: textType,
  },
  'days-duration': { days: numberType, hours: numberType, minutes: numberType, seconds: numberType },
  'months-duration': { years: numberType, months: numberType },
  range: { start: anyType, end: anyType, 'start included': booleanType, 'end included': booleanType },
};

/** The property of a date, time, duration or range; undefined where the value has none of that name. */
export function propertyOf(value: FeelValue, name: string): FeelValue | undefined {
  if (value instanceof FeelDateTime) return dateProperty(value.date, name) ?? timeProperty(value.time, name, value);
  if (value instanceof FeelDate) return dateProperty(value, name);
  if (value instanceof FeelTime) return timeProperty(value, name, null);
  if (value instanceof DaysDuration) {
    if (!['days', 'hours', 'minutes', 'seconds'].includes(name)) return undefined;
    return durationParts(value)[name as 'days'];
  }
  if (value instanceof MonthsDuration) {
    const years = Math.trunc(value.months / 12) + 0;
    return name === 'years' ? years : name === 'months' ? value.months - years * 12 : undefined;
  }
  if (value instanceof FeelRange) return rangeProperty(value, name);
  return undefined;
}

function dateProperty(date: FeelDate, name: string): FeelValue | undefined {
  switch (name) {
    case 'year':
      return date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'weekday':
      return weekday(date.dayNumber);
    default:
      return undefined;
  }
}

function timeProperty(time: FeelTime, name: string, of: FeelDateTime | null): FeelValue | undefined {
  switch (name) {
    case 'hour':
      return time.hour;
    case 'minute':
      return time.minute;
    case 'second':
      return secondsWithFraction(time.second, time.nanosecond);
    case 'time offset':
      if (time.zone === null) return null;
      if (time.zone.type === 'offset') return new DaysDuration(time.zone.seconds);
      return of === null ? null : new DaysDuration(offsetAt(time.zone, of.epochSeconds));
    case 'timezone':
      return time.zone?.type === 'region' ? time.zone.name : null;
    default:
      return undefined;
  }
}

function rangeProperty(range: FeelRange, name: string): FeelValue | undefined {
  switch (name) {
    case 'start':
      return range.low;
    case 'end':
      return range.high;
    case 'start included':
      return range.isLowIncluded;
    case 'end included':
      return range.isHighIncluded;
    default:
      return undefined;
  }
}
