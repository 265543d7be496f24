import {
  type FieldDefinition,
  type FieldSchema,
  type FormDefinition,
  type JsonObject,
  type LocalText,
  type ValueType,
  keyFrom,
} from '@tangram/schema';
import type { NormalizeContext } from '../field-type.ts';
import { fieldTypeNamed } from '../field-types/index.ts';
import { deletedAtColumn, systemFields } from '../model/system-fields.ts';
import { normalizeForm } from './normalize-form.ts';

/** A sheet's first row and some of the rows below it, as text. */
export interface SheetSample {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface InferredForm {
  readonly definition: FormDefinition;
  /** Column of the sheet (from 0) -> key of the field made for it. */
  readonly fields: ReadonlyMap<number, string>;
}

/** Tried in this order: the first type that takes every value of the column. What none of them takes is text. */
const candidates = ['boolean', 'date', 'date-time', 'mobile', 'number', 'email', 'url'] as const;

/** A column with at most this many different values, each used three times on average, becomes a select. */
const mostOptions = 12;
const textLimit = 200;

/** The form that a sheet looks like: one field per column that has a heading or a value. */
export function inferForm(title: LocalText, sample: SheetSample, context: NormalizeContext): InferredForm {
  const properties: { [key: string]: FieldSchema } = {};
  const fields = new Map<number, string>();
  const taken = new Set<string>([...systemFields.map((field) => field.key), deletedAtColumn.key]);
  const width = Math.max(sample.header.length, ...sample.rows.map((row) => row.length));
  for (let column = 0; column < width; column++) {
    const values = sample.rows.map((row) => (row[column] ?? '').trim()).filter((value) => value !== '');
    const label = (sample.header[column] ?? '').trim();
    if (label === '' && values.length === 0) continue;
    const key = keyFrom(label, taken);
    taken.add(key);
    fields.set(column, key);
    properties[key] = { field: inferField(label === '' ? key : label, values, context) };
  }
  const titleField = Object.keys(properties).find(
    (key) => fieldTypeNamed(properties[key]?.field.type ?? '')?.canBeTitle === true,
  );
  const form = { title, layout: [], ...(titleField === undefined ? {} : { titleField }) };
  return { definition: normalizeForm({ type: 'object', properties, form }), fields };
}

function inferField(title: string, values: readonly string[], context: NormalizeContext): FieldDefinition {
  const made = (type: string, settings?: JsonObject): FieldDefinition => ({
    type,
    title,
    ...(settings === undefined ? {} : { settings }),
  });
  if (values.length === 0) return made('text');
  const fitting = candidates.find((type) => values.every((value) => takes(made(type), value, context)));
  if (fitting !== undefined) return made(fitting);
  const different = [...new Set(values)];
  if (
    different.length <= mostOptions &&
    different.length * 3 <= values.length &&
    different.every((value) => value.length <= 60)
  ) {
    return made('select', { options: different.map((value) => ({ value })) });
  }
  return made(values.some((value) => value.length > textLimit || value.includes('\n')) ? 'textarea' : 'text');
}

/** A number with a leading zero (`0571`) is a code, and a plain integer is no date: both stay what they look like. */
function takes(field: FieldDefinition, value: string, context: NormalizeContext): boolean {
  const type = fieldTypeNamed(field.type);
  if (type === undefined) return false;
  const kind: ValueType = type.valueType(field);
  if (kind === 'number' && /^[+-]?0\d/.test(value)) return false;
  if ((kind === 'date' || kind === 'date-time' || kind === 'boolean') && /^\d+(\.\d+)?$/.test(value)) return false;
  const normalized = type.normalize(value, field, context);
  return 'value' in normalized && normalized.value !== null;
}
