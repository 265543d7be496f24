import { compileClosure, type Expression, fromFeel } from '@tangram/expression';
import type { FieldModel } from '@tangram/forms';
import type { JsonValue, Problem } from '@tangram/schema';
import { titleOf } from './check-names.ts';
import { ruleProblem } from '../errors.ts';

/** The value of an expression that is the same for every record and at every time; undefined when it is not. */
export function constantOf(expression: Expression): JsonValue | undefined {
  if (expression.reads.length > 0) return undefined;
  // Only the clock is left to depend on: what two distant instants agree on does not.
  const at = (now: Date) => fromFeel(compileClosure(expression)({ variables: {}, now, zone: 'UTC' }));
  const [early, late] = [at(new Date('2001-02-03T04:05:06Z')), at(new Date('2038-11-12T13:14:15Z'))];
  return JSON.stringify(early) === JSON.stringify(late) ? early : undefined;
}

/** `RULE_VALUE_NOT_ALLOWED` when the expression is a constant that the field would refuse: a choice it does not have. */
export function checkConstant(expression: Expression, field: FieldModel, path: string): Problem[] {
  const value = constantOf(expression);
  return value === undefined || value === null ? [] : checkValue(value, field, path);
}

export function checkValue(value: JsonValue, field: FieldModel, path: string): Problem[] {
  const normalized = field.type.normalize(value, field.definition, { language: 'en' });
  if ('value' in normalized) return [];
  const params = { field: titleOf(field), value: JSON.stringify(value), reason: normalized.problem };
  return [ruleProblem('RULE_VALUE_NOT_ALLOWED', path, params)];
}
