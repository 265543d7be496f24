import {
  didYouMean,
  isKey,
  nearest,
  type Problem,
  pointer,
  problemAt,
  shapeCheck,
  textIn,
  valueAt,
  type JsonValue,
} from '@tangram/schema';
import { formProblem } from '../errors.ts';
import { fieldTypeNamed, fieldTypes } from '../field-types/index.ts';
import type { FieldModel, FormModel } from '../model/form-model.ts';
import { textOf } from '../values/text-of.ts';
import { reservedBy } from './reserved-keys.ts';

/** Keys, types, settings, references and what a field may not be at once. `document` is the one as given, for its settings. */
export function checkFields(document: unknown, form: FormModel, formKeys: Iterable<string>): Problem[] {
  const problems: Problem[] = [];
  for (const [key, { field }] of Object.entries(form.definition.properties)) {
    const path = pointer('properties', key);
    problems.push(...checkKey(key, path));
    if (textIn(field.title, 'en').trim() === '')
      problems.push(formProblem('FORM_FIELD_UNTITLED', `${path}/field/title`, { field: key }));
    const type = fieldTypeNamed(field.type);
    if (type === undefined) {
      const near = nearest(
        field.type,
        fieldTypes.map((known) => known.type),
      );
      const hint = didYouMean(near);
      problems.push(
        formProblem('FORM_FIELD_TYPE_UNKNOWN', `${path}/field/type`, { field: key, type: field.type }, hint),
      );
      continue;
    }
    const settings = valueAt(document as JsonValue, `${path}/field/settings`) ?? {};
    const found = shapeCheck(type.settings)(settings);
    problems.push(...found.map((problem) => problemAt(`${path}/field/settings`, problem)));
    const model = form.fields.get(key);
    if (found.length > 0 || model === undefined) continue;
    problems.push(
      ...(type.checkSettings?.(field) ?? []).map((problem) => problemAt(`${path}/field/settings`, problem)),
    );
    problems.push(...checkReference(model, form, formKeys, `${path}/field/settings/form`));
    problems.push(...checkPowers(model, `${path}/field`));
  }
  problems.push(...checkRequired(form));
  return problems;
}

function checkKey(key: string, path: string): Problem[] {
  if (!isKey(key)) return [formProblem('FORM_FIELD_KEY', path, { field: key.slice(0, 80) })];
  const reason = reservedBy(key);
  return reason === undefined ? [] : [formProblem('FORM_FIELD_KEY_RESERVED', path, { field: key })];
}

function checkReference(field: FieldModel, form: FormModel, formKeys: Iterable<string>, path: string): Problem[] {
  const { references } = field;
  if (references === undefined || references === 'person') return [];
  const named = textOf(field.definition.settings?.['form']);
  if (form.formNamed(named) !== undefined) return [];
  const near = nearest(named, formKeys);
  const hint = didYouMean(near);
  return [formProblem('FORM_REFERENCE_UNKNOWN', path, { field: field.key, form: named }, hint)];
}

function checkPowers(field: FieldModel, path: string): Problem[] {
  const { definition, type } = field;
  const problems: Problem[] = [];
  if (definition.unique === true && type.canBeUnique !== true) {
    problems.push(formProblem('FORM_FIELD_NOT_UNIQUE', `${path}/unique`, { field: field.key, type: type.type }));
  }
  if (definition.formula !== undefined && definition.default !== undefined) {
    problems.push(formProblem('FORM_FIELD_FORMULA_AND_DEFAULT', `${path}/default`, { field: field.key }));
  }
  if (type.isGenerated === true && (definition.formula ?? definition.default) !== undefined) {
    const name = definition.formula === undefined ? 'default' : 'formula';
    problems.push(formProblem('FORM_FIELD_GENERATED', `${path}/${name}`, { field: field.key, type: type.type }));
  }
  return problems;
}

function checkRequired(form: FormModel): Problem[] {
  const seen = new Set<string>();
  return (form.definition.required ?? []).flatMap((key, index) => {
    if (key === null) return [];
    const path = pointer('required', index);
    const field = form.fields.get(key);
    const isRepeated = seen.has(key);
    seen.add(key);
    if (!Object.hasOwn(form.definition.properties, key)) return [unknownField(form, path, key)];
    if (isRepeated) return [formProblem('FORM_FIELD_REPEATED', path, { field: key })];
    if (field?.isComputed || field?.isGenerated) return [formProblem('FORM_REQUIRED_COMPUTED', path, { field: key })];
    return [];
  });
}

/** "The form has no field ..." with the nearest that it has. */
export function unknownField(form: FormModel, path: string, key: string): Problem {
  const near = nearest(key, form.fields.keys());
  return formProblem('FORM_FIELD_UNKNOWN', path, { field: key }, didYouMean(near));
}
