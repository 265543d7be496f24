import type { Row } from '@tangram/client';
import { type FormModel, isBlank } from '@tangram/forms';
import { fieldViewNamed } from '@tangram/forms/view';
import type { JsonValue, RecordValues } from '@tangram/schema';
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../app/i18n.ts';
import styles from './ConflictDialog.module.css';

/** Someone saved the same record meanwhile: both versions side by side, and the choice. Nothing is ever overwritten unseen. */
export function ConflictDialog({
  form,
  mine,
  theirs,
  onKeepMine,
  onKeepTheirs,
}: {
  form: FormModel;
  mine: RecordValues;
  theirs: Row;
  onKeepMine: () => void;
  onKeepTheirs: () => void;
}) {
  const { t } = useTranslation('records');
  const text = useText();
  const who = (theirs['updated_by'] as { title?: string } | null | undefined)?.title ?? t('conflict.someone');
  return (
    <Modal
      open
      title={t('conflict.title')}
      closable={false}
      width={640}
      footer={[
        <Button key="theirs" onClick={onKeepTheirs}>
          {t('conflict.keepTheirs')}
        </Button>,
        <Button key="mine" type="primary" onClick={onKeepMine}>
          {t('conflict.keepMine')}
        </Button>,
      ]}
    >
      <p className={styles['text']}>{t('conflict.text', { who })}</p>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th>{t('conflict.field')}</th>
            <th>{t('conflict.mine')}</th>
            <th>{t('conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(mine).map(([key, value]) => (
            <tr key={key}>
              <th>{text(form.fields.get(key)?.definition.title) || key}</th>
              <td>
                <Value form={form} field={key} value={value} />
              </td>
              <td>
                <Value form={form} field={key} value={theirs[key] ?? null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}

/** A value as the field's type shows it, or a dash. */
export function Value({ form, field: key, value }: { form: FormModel; field: string; value: JsonValue }) {
  const field = form.fields.get(key);
  if (value === null || isBlank(value)) return <span className={styles['blank']}>—</span>;
  if (field === undefined) return <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>;
  const { Cell } = fieldViewNamed(field.definition.type);
  return <Cell field={field.definition} value={value} isDense />;
}
