import type { JsonObject, JsonValue } from '@tangram/schema';
import { readUnaryTests } from '../read-expression.ts';
import { compileClosure } from '../compile/closure.ts';
import { converted } from '../compile/call.ts';
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

/** The type of a decision: its values may be restricted. */
export interface CaseType {
  readonly feel: FeelType;
  readonly allows?: (value: FeelValue) => boolean;
}

/** A type of a case document: a FEEL name, `{ list: T }`, `{ context: { k: T } }`, `{ type: T, allowed: "unary tests" }`. */
export function caseType(type: JsonValue | undefined): CaseType {
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
  const { expression } = readUnaryTests(object['allowed'] as string, { variables: {} }, base.feel, {
    mode: 'standard',
  });
  if (expression === null) return base;
  const allows = compileClosure(expression);
  return {
    feel: base.feel,
    allows: (value) => allows({ variables: { '?': value }, now: new Date(0), zone: 'UTC' }) === true,
  };
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

/** A result as a decision of that type gives it (DMN 1.5, 10.3.2.9.4): converted, or null when it does not conform. */
export function asDecision(value: FeelValue, { feel, allows }: CaseType): FeelValue {
  if (value === null) return null;
  const result = converted(value, feel);
  if (result === undefined || (allows !== undefined && !allows(result))) return null;
  return result;
}
