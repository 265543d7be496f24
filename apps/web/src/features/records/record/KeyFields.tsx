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
  const keys = keyFieldsOf(form).filter((key) => grantOf(access, key) !== 'hidden' && !isBlank(row[key] ?? null)).slice(0, most);
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

/** References, numbers and dates of the form's own, then the owner. */
function keyFieldsOf(form: FormModel): readonly string[] {
  const { titleField } = form;
  const { stageField } = form.definition.form;
  const telling = new Set(['reference', 'number', 'date']);
  const own = [...form.fields.values()].filter(
    (field) => !field.isSystem && field.key !== titleField && field.key !== stageField && telling.has(field.valueType),
  );
  return ['owner', ...own.map((field) => field.key)];
}
