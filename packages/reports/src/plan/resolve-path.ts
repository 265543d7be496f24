import type { FormModel } from '@tangram/forms';
import { didYouMean, type LocalText, nearest, type Problem, problemsOf, textIn, type ValueType } from '@tangram/schema';
import { reportErrors } from '../errors.ts';
import type { FieldPath, Hop, PathField, RelationTarget } from './query-plan.ts';

const problem = problemsOf(reportErrors);

/** What of a person can be asked about; columns of `tangram.person`. */
const personFields: { readonly [key: string]: { title: LocalText; valueType: ValueType } } = {
  name: { title: { en: 'Name', zh: '姓名' }, valueType: 'text' },
  email: { title: { en: 'E-mail', zh: '邮箱' }, valueType: 'text' },
  manager: { title: { en: 'Manager', zh: '上级' }, valueType: 'reference' },
};

/**
 * Walks `account.sector` from the form. `at` is the JSON Pointer of the text, for the problem.
 * Reports REPORT_FIELD_UNKNOWN (with the nearest name) and REPORT_FIELD_NO_RELATION.
 */
export function resolvePath(form: FormModel, text: string, at: string): { path: FieldPath } | { problem: Problem } {
  const keys = text.split('.');
  const hops: Hop[] = [];
  let from: RelationTarget = { type: 'form', form };
  for (const [index, key] of keys.entries()) {
    const field = fieldOf(from, key);
    if (field === undefined) return { problem: unknownField(from, key, at) };
    if (index === keys.length - 1) return { path: { keys, hops, field } };
    const target = targetOf(field);
    if (target === undefined) {
      return { problem: problem('REPORT_FIELD_NO_RELATION', at, { field: titleOf(field), path: text }) };
    }
    hops.push({ key, field, target });
    from = target;
  }
  return { problem: unknownField(from, text, at) };
}

/** Where the field leads; undefined for a field that is no relation. */
export function targetOf(field: PathField): RelationTarget | undefined {
  if (field.type === 'person') return field.valueType === 'reference' ? { type: 'person' } : undefined;
  const { references } = field.field;
  if (references === undefined) return undefined;
  if (references === 'person') return { type: 'person' };
  const form = field.form.formNamed(`${references.app}/${references.form}`);
  return form === undefined ? undefined : { type: 'form', form };
}

export function titleOf(field: PathField): LocalText {
  return field.type === 'person' ? field.title : field.field.definition.title;
}

export function valueTypeOf(field: PathField): ValueType {
  return field.type === 'person' ? field.valueType : field.field.valueType;
}

/** `Account · Sector`, in every language that both titles have. */
export function titleOfPath(path: FieldPath): LocalText {
  const titles = [...path.hops.map((hop) => titleOf(hop.field)), titleOf(path.field)];
  if (titles.length === 1) return titles[0] as LocalText;
  return { en: joined(titles, 'en'), zh: joined(titles, 'zh') };
}

function joined(titles: readonly LocalText[], language: string): string {
  return titles.map((title) => textIn(title, language)).join(' · ');
}

function fieldOf(from: RelationTarget, key: string): PathField | undefined {
  if (from.type === 'person') {
    const known = Object.hasOwn(personFields, key) ? personFields[key] : undefined;
    return known && { type: 'person', key, ...known };
  }
  const field = from.form.fields.get(key);
  return field && { type: 'form', form: from.form, field };
}

function unknownField(from: RelationTarget, key: string, at: string): Problem {
  const known = from.type === 'person' ? Object.keys(personFields) : [...from.form.fields.keys()];
  const near = nearest(key, known) ?? byTitle(from, key);
  const form = from.type === 'person' ? { en: 'person', zh: '人员' } : from.form.definition.form.title;
  return problem('REPORT_FIELD_UNKNOWN', at, { form, field: key }, didYouMean(near));
}

/** People write what they see: `Sales stage` means `sales_stage`, `阶段` means `stage`. */
function byTitle(from: RelationTarget, label: string): string | undefined {
  if (from.type === 'person') return undefined;
  for (const field of from.form.fields.values()) {
    const title = field.definition.title;
    const titles = typeof title === 'string' ? [title] : Object.values(title);
    if (titles.includes(label)) return field.key;
  }
  return undefined;
}
