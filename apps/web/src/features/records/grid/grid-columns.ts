import type { FormAccess } from '@tangram/client';
import type { FieldModel, FormModel } from '@tangram/forms';
import type { FieldGrant, ViewDefinition } from '@tangram/schema';

/** A column of the grid as it is drawn. */
export interface GridColumn {
  readonly field: FieldModel;
  /** px */
  readonly width: number;
  readonly mayWrite: boolean;
}

/** A person's own choice, kept on this device per view. */
export interface ColumnChoice {
  readonly shown: readonly string[];
  readonly widths: { readonly [field: string]: number };
}

/** More columns than this are a choice, not a beginning. */
const atFirst = 12;

/**
 * The columns of a view: the person's choice, else what the view names, else the form's first fields and when the
 * record was made. Fields the person may not read are never among them.
 */
export function columnsOf(
  form: FormModel,
  access: FormAccess,
  view: ViewDefinition | undefined,
  choice: ColumnChoice | undefined,
): readonly GridColumn[] {
  const named =
    choice?.shown ??
    (view !== undefined && view.columns.length > 0 ? view.columns.map((column) => column.field) : beginning(form));
  const widths = {
    ...Object.fromEntries((view?.columns ?? []).map((column) => [column.field, column.width])),
    ...choice?.widths,
  };
  return named.flatMap((key) => {
    const field = form.fields.get(key);
    if (field === undefined || grantOf(access, key) === 'hidden') return [];
    return [
      {
        field,
        width: widths[key] ?? (key === form.titleField ? titleWidth : widthOf(field)),
        mayWrite: mayWrite(form, access, key),
      },
    ];
  });
}

/** Every field that could be a column, in the order of the form. */
export function possibleColumns(form: FormModel, access: FormAccess): readonly FieldModel[] {
  return [...form.fields.values()].filter((field) => !inner.has(field.key) && grantOf(access, field.key) !== 'hidden');
}

export function grantOf(access: FormAccess, field: string): FieldGrant {
  return access.fields[field] ?? access.otherFields ?? 'write';
}

export function mayWrite(form: FormModel, access: FormAccess, key: string): boolean {
  const field = form.fields.get(key);
  if (field === undefined || field.isComputed || field.isGenerated || (field.isSystem && key !== 'owner')) return false;
  return access.operations.includes('update') && grantOf(access, key) === 'write';
}

/** System fields that mean nothing to people. */
const inner = new Set(['id', 'version']);

function beginning(form: FormModel): readonly string[] {
  const own = [...form.fields.values()].filter((field) => !field.isSystem).map((field) => field.key);
  return [...own.slice(0, atFirst), 'owner', 'updated_at'];
}

const titleWidth = 220;

function widthOf(field: FieldModel): number {
  switch (field.valueType) {
    case 'boolean':
      return 96;
    case 'date':
    case 'number':
    case 'time':
    case 'duration':
      return 132;
    case 'date-time':
      return 196;
    case 'text':
      return field.columnPlan.index === true ? 152 : 160;
    case 'reference':
      return field.references === 'person' ? 124 : 172;
    default:
      return 160;
  }
}
