import type { FormAccess, Row } from '@tangram/client';
import { type FormModel, isBlank } from '@tangram/forms';
import { useText } from '../../../app/i18n.ts';
import { Value } from '../ConflictDialog.tsx';
import { grantOf } from '../grid/grid-columns.ts';
import styles from './KeyFields.module.css';

const most = 4;

/** The few values one looks for first: who it belongs to, money, dates, people. */
export function KeyFields({ form, access, row }: { form: FormModel; access: FormAccess; row: Row }) {
  const text = useText();
  const keys = keyFieldsOf(form)
    .filter((key) => grantOf(access, key) !== 'hidden' && !isBlank(row[key] ?? null))
    .slice(0, most);
  if (keys.length === 0) return null;
  return (
    <dl className={styles['keys']}>
      {keys.map((key) => (
        <div key={key}>
          <dt>{text(form.fields.get(key)?.definition.title)}</dt>
          <dd>
            <Value form={form} field={key} value={row[key] ?? null} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The owner, then references, numbers and dates: of the first view, which shows what matters, else of the form. */
function keyFieldsOf(form: FormModel): readonly string[] {
  const { stageField, views } = form.definition.form;
  const telling = new Set(['reference', 'number', 'date']);
  const named = views?.[0]?.columns.map((column) => column.field) ?? [...form.fields.keys()];
  const own = named.filter((key) => {
    const field = form.fields.get(key);
    return (
      field !== undefined &&
      !field.isSystem &&
      key !== form.titleField &&
      key !== stageField &&
      telling.has(field.valueType)
    );
  });
  return ['owner', ...own];
}
