import type { DeclaredType } from '../types/declared-type.ts';
import { type FeelValue, isList } from '../values/feel-value.ts';
import { converted } from './call.ts';

/**
 * A value at a boundary with a declared type (DMN 1.5, 10.3.2.9.4): as it is, converted (one value and a list of one, also
 * of a list within a list; a date as its midnight), or undefined when it does not conform. Blank conforms to every type.
 */
export function coerced(value: FeelValue, { feel, allows }: DeclaredType): FeelValue | undefined {
  if (value === null) return null;
  const result = converted(value, feel) ?? fromNested(value, feel);
  return result === undefined || (allows !== undefined && !allows(result)) ? undefined : result;
}

function fromNested(value: FeelValue, feel: DeclaredType['feel']): FeelValue | undefined {
  const only = isList(value) && value.length === 1 ? value[0] : undefined;
  return only === undefined || !isList(only) ? undefined : (converted(only, feel) ?? fromNested(only, feel));
}
