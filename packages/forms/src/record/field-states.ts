import { type Environment, type FeelValue, toFeel } from '@tangram/expression';
import type { RecordValues } from '@tangram/schema';
import { formExpressions } from '../model/form-expressions.ts';
import type { FormModel } from '../model/form-model.ts';

/** What the form's conditions make of its fields for one record, as it stands. */
export interface FieldStates {
  readonly hidden: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly readOnly: ReadonlySet<string>;
}

/** The clock, the zone and more variables (`user`) than the record's fields. */
export type FormEnvironment = Omit<Environment, 'variables'> & {
  readonly variables?: { readonly [name: string]: FeelValue };
};

/**
 * Evaluates the conditions of `form` over `values`. A field that several `show` conditions name is shown while any of
 * them holds. A condition that is null (it reads a blank) does not hold.
 */
export function fieldStates(form: FormModel, values: RecordValues, environment: FormEnvironment): FieldStates {
  const { conditions, conditionReads } = formExpressions(form);
  if (conditions.length === 0) return noConditions;
  const states = {
    shown: new Set<string>(),
    hideable: new Set<string>(),
    required: new Set<string>(),
    readOnly: new Set<string>(),
  };
  const reading = { ...environment, variables: recordVariables(form, values, environment, conditionReads) };
  for (const { condition, evaluate } of conditions) {
    const holds = evaluate(reading) === true;
    for (const field of condition.fields) {
      if (condition.effect === 'show') states.hideable.add(field);
      if (!holds) continue;
      if (condition.effect === 'show') states.shown.add(field);
      else if (condition.effect === 'require') states.required.add(field);
      else states.readOnly.add(field);
    }
  }
  return {
    hidden: new Set([...states.hideable].filter((field) => !states.shown.has(field))),
    required: states.required,
    readOnly: states.readOnly,
  };
}

/** A record's values as FEEL variables; every field stands there, blank ones as null. With `names`, these fields only. */
export function recordVariables(
  form: FormModel,
  values: RecordValues,
  environment: FormEnvironment,
  names: Iterable<string> = form.fields.keys(),
): { [name: string]: FeelValue } {
  const variables: { [name: string]: FeelValue } = {};
  for (const name of names) {
    const field = form.fields.get(name);
    if (field === undefined) continue;
    const value = values[name];
    variables[name] = value === undefined || value === null ? null : toFeel(value, field.feelType);
  }
  return Object.assign(variables, environment.variables);
}

const nothing: ReadonlySet<string> = new Set();
const noConditions: FieldStates = { hidden: nothing, required: nothing, readOnly: nothing };
