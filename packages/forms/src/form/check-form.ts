import { shapeCheck, type FormDefinition, type JsonValue, type Problem } from '@tangram/schema';
import { formProblem } from '../errors.ts';
import type { FormLookup } from '../model/form-model.ts';
import { modelForm } from '../model/model-form.ts';
import { checkExpressions } from './check-expressions.ts';
import { checkFields } from './check-fields.ts';
import { checkLayout } from './check-layout.ts';
import { checkPublicForm } from './check-public-form.ts';
import { checkViews } from './check-views.ts';
import { formSchema } from './form-schema.ts';
import { soundPart } from './sound-part.ts';

export interface FormCheckContext {
  readonly app: string;
  readonly key: string;
  /** The other forms, as they will stand when this one is published. */
  readonly lookup: FormLookup;
  /** Keys of the application's forms, for "did you mean". */
  readonly formKeys?: Iterable<string>;
}

/** PostgreSQL holds 1,600 columns, removed ones included, and a row's fixed part must fit on a page of 8 KB. */
export const maxFields = 500;

const shape = shapeCheck(formSchema);

/**
 * Every mistake of a form's definition at once, each with the JSON Pointer of its place: shape, field types and their
 * settings, keys, references, layout, views, expressions. Never throws, whatever the document is.
 *
 * Codes: SCHEMA_*, EXPR_*, FORM_*.
 */
export function checkForm(document: FormDefinition | JsonValue, context: FormCheckContext): Problem[] {
  const problems = shape(document);
  const definition = soundPart(document);
  if (definition === null) return problems;
  const model = modelForm(context.app, context.key, definition, context.lookup, () => context.formKeys ?? []);
  problems.push(
    ...checkFields(document, model, context.formKeys ?? []),
    ...checkLayout(model),
    ...checkViews(model),
    ...checkPublicForm(model),
    ...checkExpressions(model),
  );
  const count = Object.keys(definition.properties).length;
  if (count > maxFields) problems.push(formProblem('FORM_TOO_MANY_FIELDS', '/properties', { count, limit: maxFields }));
  return withoutRepeats(problems);
}

function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  return problems.filter(({ code, path, message }) => {
    const mark = JSON.stringify([code, path, message]);
    const isNew = !told.has(mark);
    told.add(mark);
    return isNew;
  });
}
