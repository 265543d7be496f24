import type { FieldModel, FormModel } from '@tangram/forms';
import { type JsonValue, type Problem, pointer } from '@tangram/schema';
import { recordProblem } from '../errors.ts';
import { unknownField } from '../read/path-resolver.ts';

/** How the columns of a sheet become the fields of a form. */
export interface ImportMapping {
  readonly fields: readonly FieldMapping[];
  /** A row whose value of this field a record already has changes that record instead of making one. */
  readonly upsertBy?: string;
}

export interface FieldMapping {
  readonly field: string;
  /** Header of the column; without it, `constant` stands in every row. */
  readonly column?: string;
  readonly constant?: JsonValue;
  /** Cell -> what is meant by it: `{ "GTXPro": "GTX Pro" }`. Cells that are not named stay as they are. */
  readonly values?: { readonly [cell: string]: string };
  /**
   * For a reference: the field of the other form that the cell holds; its title field when missing. People are found
   * by name or e-mail address. An id is always understood.
   */
  readonly match?: string;
}

/** A mapping whose fields and columns are known to exist. */
export interface CheckedMapping {
  readonly columns: readonly { readonly mapping: FieldMapping; readonly field: FieldModel }[];
  readonly key: FieldModel | null;
}

/** Problems point into the mapping: RECORD_FIELD_UNKNOWN, RECORD_IMPORT_COLUMN_UNKNOWN. */
export function checkMapping(
  mapping: ImportMapping,
  form: FormModel,
  header: ReadonlySet<string> | null,
): { readonly checked: CheckedMapping; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const columns = mapping.fields.flatMap((each, index) => {
    const field = form.fields.get(each.field);
    if (field === undefined) problems.push(unknownField(form, each.field, pointer('fields', index, 'field')));
    if (each.column !== undefined && header !== null && !header.has(each.column)) {
      problems.push(
        recordProblem('RECORD_IMPORT_COLUMN_UNKNOWN', pointer('fields', index, 'column'), { column: each.column }),
      );
    }
    const target =
      field?.references === undefined || field.references === 'person'
        ? undefined
        : form.formNamed(`${field.references.app}/${field.references.form}`);
    if (target !== undefined && each.match !== undefined && !target.fields.has(each.match)) {
      problems.push(unknownField(target, each.match, pointer('fields', index, 'match')));
    }
    return field === undefined ? [] : [{ mapping: each, field }];
  });
  const { upsertBy } = mapping;
  const key = upsertBy === undefined ? null : (columns.find(({ field }) => field.key === upsertBy)?.field ?? null);
  if (upsertBy !== undefined && key === null) problems.push(unknownField(form, upsertBy, '/upsertBy'));
  return { checked: { columns, key }, problems };
}
