import type { FeelType } from '../types/feel-type.ts';
import { DaysDuration, MonthsDuration } from './duration.ts';
import { type FeelNumber, isFeelNumber } from './number.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';

/** What an expression computes with. A context is a plain object; its members are read as own properties only. */
export type FeelValue =
  | null
  | boolean
  | string
  | FeelNumber
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysDuration
  | MonthsDuration
  | FeelRange
  | FeelFunction
  | readonly FeelValue[]
  | FeelContext;

export interface FeelContext {
  readonly [name: string]: FeelValue;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * `[low..high]`, or a test such as `> 5`, which is a range with one end and an operator. An interval with a blank end
 * holds nothing certain; a test has no such end, so the two are never equal (DMN 1.5, 10.3.2.7).
 */
export class FeelRange {
  readonly low: FeelValue;
  readonly high: FeelValue;
  readonly isLowIncluded: boolean;
  readonly isHighIncluded: boolean;
  readonly operator: ComparisonOperator | null;

  constructor(
    low: FeelValue,
    high: FeelValue,
    isLowIncluded: boolean,
    isHighIncluded: boolean,
    operator: ComparisonOperator | null = null,
  ) {
    this.low = low;
    this.high = high;
    this.isLowIncluded = isLowIncluded;
    this.isHighIncluded = isHighIncluded;
    this.operator = operator;
  }

  /** The range that a test is: `> 5`, `!= 5`. */
  static ofTest(operator: ComparisonOperator, end: FeelValue): FeelRange {
    const isLow = operator === '>' || operator === '>=' || operator === '=' || operator === '!=';
    const isHigh = operator === '<' || operator === '<=' || operator === '=' || operator === '!=';
    const isIncluded = operator === '>=' || operator === '<=' || operator === '=';
    return new FeelRange(isLow ? end : null, isHigh ? end : null, isLow && isIncluded, isHigh && isIncluded, operator);
  }
}

/** A function as a value; `parameters` are its names in order, `type` what was declared of it. */
export class FeelFunction {
  readonly parameters: readonly string[];
  readonly call: (values: readonly FeelValue[]) => FeelValue;
  readonly type: FeelType | null;
  /** Whether it may be called with so many values in order; a built-in function takes several numbers of them. */
  readonly takes: (count: number) => boolean;

  constructor(
    parameters: readonly string[],
    call: (values: readonly FeelValue[]) => FeelValue,
    type: FeelType | null = null,
    takes = (count: number) => count === parameters.length,
  ) {
    this.parameters = parameters;
    this.call = call;
    this.type = type;
    this.takes = takes;
  }
}

export function isList(value: FeelValue): value is readonly FeelValue[] {
  return Array.isArray(value);
}

export function isContext(value: FeelValue): value is FeelContext {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** A new context without a prototype, so that `__proto__` is a name like any other. */
export function contextOf(entries: Iterable<readonly [string, FeelValue]>): FeelContext {
  const context = Object.create(null) as { [name: string]: FeelValue };
  for (const [name, value] of entries) context[name] = value;
  return context;
}

/** The member, or undefined where the context has none. */
export function memberOf(context: FeelContext, name: string): FeelValue | undefined {
  return Object.hasOwn(context, name) ? context[name] : undefined;
}

export type ValueKind =
  | 'null'
  | 'boolean'
  | 'text'
  | 'number'
  | 'date'
  | 'time'
  | 'date-time'
  | 'days-duration'
  | 'months-duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';

export function kindOf(value: FeelValue): ValueKind {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  if (isFeelNumber(value)) return 'number';
  if (Array.isArray(value)) return 'list';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDateTime) return 'date-time';
  if (value instanceof DaysDuration) return 'days-duration';
  if (value instanceof MonthsDuration) return 'months-duration';
  if (value instanceof FeelRange) return 'range';
  if (value instanceof FeelFunction) return 'function';
  return 'context';
}
