import { type FormModel, isBlank } from '@tangram/forms';
import { fieldViewNamed } from '@tangram/forms/view';
import type { JsonValue } from '@tangram/schema';
import styles from './Why.module.css';

/** A value of a field as the grid shows it. People are named from `titles`; other references by what is known of them. */
export function FieldValue({
  form,
  field: key,
  value,
  titles,
  blank,
}: {
  form: FormModel | undefined;
  field: string;
  value: JsonValue;
  titles: { readonly [id: string]: string };
  /** What stands for no value. */
  blank: string;
}) {
  const field = form?.fields.get(key);
  if (field === undefined || value === null || isBlank(value)) return <span className={styles['blank']}>{blank}</span>;
  const shown =
    field.references !== undefined && typeof value === 'string' ? { id: value, title: titles[value] ?? null } : value;
  const { Cell } = fieldViewNamed(field.definition.type);
  return <Cell field={field.definition} value={shown} />;
}
