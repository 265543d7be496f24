import { type Problem, pointer } from '@tangram/schema';
import { formProblem } from '../errors.ts';
import type { FormModel } from '../model/form-model.ts';
import { unknownField } from './check-fields.ts';

/** What visitors are asked for: only fields whose choices give nothing away, and every field without which nothing saves. */
export function checkPublicForm(form: FormModel): Problem[] {
  const page = form.definition.form.public;
  if (page === undefined) return [];
  const problems: Problem[] = [];
  const asked = new Set<string>();
  page.fields.forEach((key, index) => {
    if (key === null) return;
    const path = pointer('form', 'public', 'fields', index);
    const field = form.fields.get(key);
    if (!Object.hasOwn(form.definition.properties, key)) problems.push(unknownField(form, path, key));
    else if (asked.has(key)) problems.push(formProblem('FORM_FIELD_REPEATED', path, { field: key }));
    else if (field !== undefined && (field.type.canBePublic !== true || field.isComputed)) {
      problems.push(formProblem('FORM_PUBLIC_FIELD', path, { field: key, type: field.type.type }));
    }
    asked.add(key);
  });
  if (page.enabled !== true) return problems;
  if (asked.size === 0) problems.push(formProblem('FORM_PUBLIC_EMPTY', '/form/public/fields'));
  for (const field of form.fields.values()) {
    if (!field.isRequired || asked.has(field.key) || field.definition.default !== undefined) continue;
    problems.push(formProblem('FORM_PUBLIC_REQUIRED', '/form/public/fields', { field: field.key }));
  }
  return problems;
}
