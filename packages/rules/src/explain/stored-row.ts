import type { FormModel } from '@tangram/forms';
import type { JsonValue, RecordValues } from '@tangram/schema';

/** A record with its values as they are stored. */
export interface StoredRow {
  readonly id: string;
  readonly values: RecordValues;
}

/** A row as it is read, with `{ id, title }` for references, as the values that are stored. */
export function storedForm(row: RecordValues, form: FormModel): RecordValues {
  const values: { [field: string]: JsonValue } = {};
  for (const field of form.fields.values()) {
    const value = row[field.key] ?? null;
    const isReference = field.references !== undefined && value !== null && typeof value === 'object' && 'id' in value;
    values[field.key] = isReference ? (value as { id: JsonValue }).id : value;
  }
  return values;
}
