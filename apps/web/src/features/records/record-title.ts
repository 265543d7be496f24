import type { FormModel } from '@tangram/forms';
import { type JsonValue, type RecordValues, textIn } from '@tangram/schema';

/** The text that names a record; empty when it has none. A select's value is said by its label. */
export function recordTitle(form: FormModel, row: RecordValues, language: string): string {
  return form.titleField === null ? '' : plainText(form, form.titleField, row[form.titleField] ?? null, language);
}

/** A value as one line of plain text, for titles, history and dialogs. */
export function plainText(form: FormModel, field: string, value: JsonValue, language: string): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((one) => plainText(form, field, one as JsonValue, language)).join(', ');
  if (typeof value === 'object') {
    const { title, name } = value as { title?: JsonValue; name?: JsonValue };
    const said = title ?? name;
    return typeof said === 'string' ? said : '';
  }
  const options = form.fields.get(field)?.definition.settings?.['options'];
  if (Array.isArray(options)) {
    const option = (options as { value: string; title?: string }[]).find((one) => one.value === value);
    if (option?.title !== undefined) return textIn(option.title, language);
  }
  return String(value);
}
