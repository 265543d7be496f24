import type { ImportPlan, ImportPreview } from '@tangram/client';
import type { FieldModel, FormModel } from '@tangram/forms';

const examplesShown = 3;

/** A few different texts of a column, to tell what it holds. */
export function examplesOf(file: ImportPreview, column: number): string {
  const texts = new Set(file.rows.map((row) => row[column]?.trim() ?? '').filter((text) => text !== ''));
  return [...texts].slice(0, examplesShown).join(' · ');
}

/** Fields that a file may fill: everything but what the platform itself computes. */
export function importableFields(form: FormModel): readonly FieldModel[] {
  return [...form.fields.values()].filter(
    (field) => !field.isComputed && !field.isGenerated && (!field.isSystem || field.key === 'owner'),
  );
}

/** Required fields without a column and without a default: every row would be refused, unless it updates one. */
export function unfilledFields(form: FormModel, plan: ImportPlan): readonly FieldModel[] {
  if (plan.upsert !== undefined) return [];
  const filled = new Set([...Object.values(plan.columns), ...Object.keys(plan.constants ?? {})]);
  return importableFields(form).filter(
    (field) => field.isRequired && field.definition.default === undefined && !filled.has(field.key),
  );
}

/** The plan with a column meaning another field, or none. What was said of the column's texts is of the old field and goes. */
export function withColumn(plan: ImportPlan, column: string, field: string | undefined): ImportPlan {
  const { [column]: before, ...columns } = plan.columns;
  const { [column]: _, ...values } = plan.values ?? {};
  const next: ImportPlan = {
    ...plan,
    columns: field === undefined ? columns : { ...columns, [column]: field },
    values,
  };
  if (plan.upsert === undefined || plan.upsert !== before) return next;
  const { upsert: __, ...others } = next;
  return others;
}

/** The plan with the texts of a column meaning other values; those that mean themselves are left out. */
export function withValues(plan: ImportPlan, column: string, meant: { readonly [text: string]: string }): ImportPlan {
  const kept = Object.fromEntries(Object.entries(meant).filter(([text, value]) => value !== '' && value !== text));
  const { [column]: _, ...others } = plan.values ?? {};
  return { ...plan, values: Object.keys(kept).length === 0 ? others : { ...others, [column]: kept } };
}
