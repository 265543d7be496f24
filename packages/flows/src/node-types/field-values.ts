import type { FormModel } from '@tangram/forms';
import { type JsonObject, type JsonSchema, type JsonValue, type Problem, pointer } from '@tangram/schema';
import { flowProblem } from '../errors.ts';
import type { SettingsExpression } from '../node-type.ts';

/** Field -> FEEL, as steps that write records keep it. */
export type FieldValues = { readonly [field: string]: string };

export const fieldValuesSchema: JsonSchema = {
  type: 'object',
  maxProperties: 200,
  additionalProperties: { type: 'string', minLength: 1 },
  title: { en: 'Values', zh: '字段值' },
  widget: 'field-values',
};

export function valueExpressions(values: FieldValues, form: FormModel | undefined): SettingsExpression[] {
  return Object.entries(values).map(([field, text]) => {
    const expects = form?.fields.get(field)?.feelType;
    return { path: pointer('values', field), text, ...(expects === undefined ? {} : { expects }) };
  });
}

/** Fields that do not exist or cannot be written. */
export function checkFieldValues(values: FieldValues, form: FormModel): Problem[] {
  return Object.keys(values).flatMap((key) => {
    const field = form.fields.get(key);
    const path = pointer('values', key);
    if (field === undefined) return [flowProblem('FLOW_FIELD_UNKNOWN', path, { form: form.key, field: key })];
    const isFixed = field.isComputed || field.isGenerated || (field.isSystem && key !== 'owner');
    return isFixed ? [flowProblem('FLOW_FIELD_READ_ONLY', path, { field: key })] : [];
  });
}

/** The values as `Records` takes them: references by their id. */
export function evaluatedValues(values: FieldValues, evaluate: (path: string) => JsonValue): JsonObject {
  return Object.fromEntries(Object.keys(values).map((field) => [field, written(evaluate(pointer('values', field)))]));
}

function written(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((one: JsonValue) => written(one));
  if (value === null || typeof value !== 'object') return value;
  return (value as JsonObject)['id'] ?? value;
}
