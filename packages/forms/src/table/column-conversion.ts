import type { FieldModel, FormModel } from '../model/form-model.ts';
import { quoteName } from './quote.ts';

/**
 * SQL that makes the new field's value out of the old column, `old.value`; `same` when the column stays as it is.
 * Goes through text: every type says how it reads as one and what it makes of one, so any two types convert.
 */
export function columnConversion(form: FormModel, was: FieldModel, field: FieldModel, zone = 'UTC'): string {
  const isSameColumn =
    was.columnPlan.sqlType === field.columnPlan.sqlType &&
    JSON.stringify(was.columnPlan.references) === JSON.stringify(field.columnPlan.references) &&
    JSON.stringify(was.columnPlan.counter?.format('n')) === JSON.stringify(field.columnPlan.counter?.format('n'));
  if (was.type === field.type && isSameColumn) return 'same';
  // Columns of one type whose values mean the same (number, money, percent); texts differ in what they allow.
  if (isSameColumn && !readsAsText(was) && was.columnPlan.references === undefined) return 'same';
  const text = was.type.sql.toText('old.value', was.definition);
  const target = conversionTarget(form, field);
  const converted = field.type.sql.fromText(text, field.definition, {
    zone,
    ...(target === undefined ? {} : { target }),
  });
  if (converted === text && isSameColumn) return 'same';
  return converted ?? `null::${field.columnPlan.sqlType}`;
}

function readsAsText(field: FieldModel): boolean {
  return field.columnPlan.sqlType === 'text' || field.columnPlan.sqlType === 'jsonb';
}

function conversionTarget(form: FormModel, field: FieldModel): { table: string; title: string | null } | undefined {
  if (field.references === undefined || field.references === 'person') return undefined;
  const { app, form: key } = field.references;
  const target = form.formNamed(`${app}/${key}`);
  if (target === undefined) return undefined;
  const title = target.titleField === null ? null : quoteName(target.titleField);
  return { table: quoteName(target.table.schema, target.table.name), title };
}
