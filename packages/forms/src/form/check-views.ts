import { type Problem, pointer } from '@tangram/schema';
import { formProblem } from '../errors.ts';
import type { FormModel } from '../model/form-model.ts';
import { personType } from '../model/person.ts';
import { unknownField } from './check-fields.ts';

/** Saved views: keys that are there twice, columns and sort keys that lead nowhere. */
export function checkViews(form: FormModel): Problem[] {
  const keys = new Set<string>();
  return (form.definition.form.views ?? []).flatMap((view, index) => {
    if (view === null) return [];
    const path = pointer('form', 'views', index);
    const problems: Problem[] = [];
    if (keys.has(view.key)) problems.push(formProblem('FORM_VIEW_REPEATED', `${path}/key`, { view: view.key }));
    keys.add(view.key);
    for (const part of ['columns', 'sort'] as const) {
      (view[part] ?? []).forEach((entry, position) => {
        if (entry !== null) problems.push(...checkPath(form, entry.field, path + pointer(part, position, 'field')));
      });
    }
    return problems;
  });
}

/** `stage`, `account.sector`, `owner.name`: a path through relations. */
function checkPath(form: FormModel, fieldPath: string, path: string): Problem[] {
  const [key = '', ...rest] = fieldPath.split('.');
  if (Object.hasOwn(form.definition.properties, key) && !form.fields.has(key)) return [];
  const field = form.fields.get(key);
  if (field === undefined) return [unknownField(form, path, fieldPath)];
  if (rest.length === 0) return [];
  const { references } = field;
  if (references === undefined) return [unknownField(form, path, fieldPath)];
  if (references === 'person') {
    const isKnown = rest.length === 1 && Object.hasOwn(personType.members(), rest[0] as string);
    return isKnown ? [] : [unknownField(form, path, fieldPath)];
  }
  const target = form.formNamed(`${references.app}/${references.form}`);
  return target === undefined ? [] : checkPath(target, rest.join('.'), path);
}
