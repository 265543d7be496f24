import { type JsonValue, type Problem, pointer, type RecordValues, textIn } from '@tangram/schema';
import { formProblem } from '../errors.ts';
import type { FieldModel, FormModel } from '../model/form-model.ts';
import { type FieldStates, fieldStates, type FormEnvironment } from './field-states.ts';

export interface ValidationOptions extends FormEnvironment {
  /** Only problems of these fields are told: an update is not refused for what stood there before. */
  readonly only?: ReadonlySet<string>;
  /** In whose language field titles stand in the sentences. */
  readonly language?: string;
}

/**
 * FORM_VALUE_REQUIRED for every blank that the form or one of its conditions asks for. A hidden field is never asked
 * for, nor is one that is computed. Runs in pages as well.
 */
export function requiredProblems(form: FormModel, values: RecordValues, options: ValidationOptions): Problem[] {
  const { only, language = 'en' } = options;
  const states = fieldStates(form, values, options);
  const problems: Problem[] = [];
  for (const field of requiredFields(form, states)) {
    if (states.hidden.has(field.key) || field.isComputed || field.isGenerated) continue;
    if (only !== undefined && !only.has(field.key)) continue;
    if (!isBlank(values[field.key])) continue;
    const title = textIn(field.definition.title, language);
    problems.push(formProblem('FORM_VALUE_REQUIRED', pointer(field.key), { title }));
  }
  return problems;
}

export function isBlank(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

const alwaysRequired = new WeakMap<FormModel, readonly FieldModel[]>();

function requiredFields(form: FormModel, states: FieldStates): Iterable<FieldModel> {
  let always = alwaysRequired.get(form);
  if (always === undefined) {
    always = [...form.fields.values()].filter((field) => field.isRequired);
    alwaysRequired.set(form, always);
  }
  if (states.required.size === 0) return always;
  const required = new Set(always);
  for (const key of states.required) {
    const field = form.fields.get(key);
    if (field !== undefined) required.add(field);
  }
  return required;
}
