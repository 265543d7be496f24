import { FeelFunction, FeelRange, type FeelValue, isContext, isList, kindOf } from '../values/feel-value.ts';
import { anyType, type FeelType, listOf, nullType, rangeOf, type SimpleType, unite } from './feel-type.ts';

/** The narrowest type of a value. */
export function typeOfValue(value: FeelValue): FeelType {
  if (isList(value)) return listOf(value.map(typeOfValue).reduce(unite, nullType));
  if (value instanceof FeelRange) return rangeOf(unite(typeOfValue(value.low), typeOfValue(value.high)));
  if (value instanceof FeelFunction) {
    return { type: 'function', parameters: value.parameters.map(() => anyType), result: anyType };
  }
  if (isContext(value)) {
    return { type: 'context', members: Object.fromEntries(Object.entries(value).map(([k, v]) => [k, typeOfValue(v)])) };
  }
  return { type: kindOf(value) as SimpleType };
}
