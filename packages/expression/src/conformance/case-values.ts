import type { JsonObject, JsonValue } from '@tangram/schema';
import { allowedTest } from '../compile/allowed-test.ts';
import type { DeclaredType } from '../types/declared-type.ts';
import { anyType, type FeelType, listOf } from '../types/feel-type.ts';
import { isEqual } from '../values/compare.ts';
import { DaysDuration, MonthsDuration, parseDuration } from '../values/duration.ts';
import { contextOf, type FeelValue, isContext, isList, memberOf } from '../values/feel-value.ts';
import { fromDouble, isFeelNumber, subtract, toDouble, type FeelNumber } from '../values/number.ts';
import { valueText } from '../values/value-text.ts';
import { parseDate, parseDateTime, parseTime } from '../values/temporal.ts';

/** A value of a case document: temporal ones are `{ "$t": "date", "v": "2026-11-22" }`, other objects are contexts. */
export function caseValue(value: JsonValue): FeelValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return fromDouble(value);
  if (Array.isArray(value)) return value.map((each: JsonValue) => caseValue(each));
  const object = value as JsonObject;
  const [kind, text] = [object['$t'], object['v']];
  if (typeof kind === 'string' && typeof text === 'string') return readers[kind]?.(text) ?? null;
  return contextOf(Object.entries(object).map(([name, member]) => [name, caseValue(member)]));
}

const readers: { readonly [kind: string]: (text: string) => FeelValue } = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  'days and time duration': parseDuration,
  'years and months duration': parseDuration,
};

/** Absolute tolerance of numbers, as the kit's runners have it. */
const tolerance = 1e-8;

/** Equal as the kit compares: numbers within 1e-8, lists in order, contexts by key. */
export function isSameResult(actual: FeelValue, expected: FeelValue): boolean {
  if (isFeelNumber(actual) && isFeelNumber(expected)) {
    const distance = subtract(actual, expected) as FeelNumber;
    return Math.abs(toDouble(distance)) <= tolerance;
  }
  if (isList(actual) && isList(expected)) {
    return (
      actual.length === expected.length &&
      actual.every((each, index) => isSameResult(each, expected[index] as FeelValue))
    );
  }
  if (isContext(actual) && isContext(expected)) {
    const names = Object.keys(expected);
    return (
      names.length === Object.keys(actual).length &&
      names.every((name) => isSameResult(memberOf(actual, name) ?? null, expected[name] as FeelValue))
    );
  }
  if (actual instanceof DaysDuration && expected instanceof DaysDuration) return isEqual(actual, expected) === true;
  if (actual instanceof MonthsDuration && expected instanceof MonthsDuration) return actual.months === expected.months;
  if (actual === null || expected === null) return actual === expected;
  return (
    typeof actual === typeof expected &&
    (actual === expected || valueText(actual) === valueText(expected) || isEqual(actual, expected) === true)
  );
}

/** A type of a case document: a FEEL name, `{ list: T }`, `{ context: { k: T } }`, `{ type: T, allowed: "unary tests" }`. */
export function caseType(type: JsonValue | undefined): DeclaredType {
  if (typeof type === 'string') return { feel: simpleTypes[type] ?? anyType };
  if (type === null || type === undefined || typeof type !== 'object' || Array.isArray(type)) return { feel: anyType };
  const object = type as JsonObject;
  if (object['list'] !== undefined) return { feel: listOf(caseType(object['list']).feel) };
  if (object['context'] !== undefined) {
    const members = Object.entries(object['context'] as JsonObject).map(([name, member]) => [
      name,
      caseType(member).feel,
    ]);
    return { feel: { type: 'context', members: Object.fromEntries(members) as { [name: string]: FeelType } } };
  }
  if (object['type'] === undefined) return { feel: anyType };
  const base = caseType(object['type']);
  const allows = allowedTest(object['allowed'] as string, base.feel);
  return allows === null ? base : { feel: base.feel, allows };
}

const simpleTypes: { readonly [name: string]: FeelType } = {
  Any: anyType,
  string: { type: 'text' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  time: { type: 'time' },
  'date and time': { type: 'date-time' },
  'days and time duration': { type: 'days-duration' },
  'years and months duration': { type: 'months-duration' },
};
