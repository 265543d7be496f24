import type { ArithmeticOperator } from '../ast/node.ts';
import { combine } from '../values/arithmetic.ts';
import { and3, compare, isEqual } from '../values/compare.ts';
import { type ComparisonOperator, type FeelValue, isContext, isList, memberOf } from '../values/feel-value.ts';
import { propertyOf } from '../values/property.ts';
import { FeelDateTime, inZone } from '../values/temporal.ts';
import { settled } from './call.ts';
import type { State } from './state.ts';

/** What operators come to for any values: closures and generated functions call these where their short cut ends. */

/** `a operator b` in the mode of the run. */
export function combined(operator: ArithmeticOperator, a: FeelValue, b: FeelValue, state: State): FeelValue {
  return state.isZoned ? settled(combine(operator, a, b, state.zone), state) : combine(operator, a, b, null);
}

export type OrderOperator = '<' | '<=' | '>' | '>=';

/** What each operator says of values that stand before, with and after the other. */
export const outcomes: Record<OrderOperator, { below: boolean; same: boolean; above: boolean }> = {
  '<': { below: true, same: false, above: false },
  '<=': { below: true, same: true, above: false },
  '>': { below: false, same: false, above: true },
  '>=': { below: false, same: true, above: true },
};

export function isOrder(operator: ComparisonOperator): operator is OrderOperator {
  return operator !== '=' && operator !== '!=';
}

/** `a operator b`; null where they cannot be compared. */
export function compared(operator: ComparisonOperator, a: FeelValue, b: FeelValue): boolean | null {
  if (!isOrder(operator)) {
    const equal = isEqual(a, b);
    return equal === null ? null : equal === (operator === '=');
  }
  const order = compare(a, b);
  if (order === null) return null;
  const { below, same, above } = outcomes[operator];
  return order < 0 ? below : order > 0 ? above : same;
}

export function isBetween(value: FeelValue, low: FeelValue, high: FeelValue): boolean | null {
  return and3(compared('>=', value, low), compared('>=', high, value));
}

/** `value.name`: of a context, of each context of a list, or a property of a date, time, duration or range. */
export function memberValue(value: FeelValue, name: string, state: State): FeelValue {
  if (value === null) return null;
  if (isList(value)) return value.map((each) => memberValue(each, name, state));
  if (isContext(value)) return memberOf(value, name) ?? null;
  const read = value instanceof FeelDateTime && state.isZoned ? inZone(value, state.zone) : value;
  return propertyOf(read, name) ?? null;
}
