import type { FormModel } from '@tangram/forms';
import { App, Button, Modal, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { RecordForm } from '../record-form/RecordForm.tsx';
import { useRecordDraft } from '../record-form/useRecordDraft.ts';
import styles from './Properties.module.css';

/** Pixels, as in the design of members' screens. */
const widths = { desk: 800, phone: 390 } as const;

/** The form to be tried: it checks what is typed as the real one does, and saves nothing. */
export function PreviewDialog({ form, onClose }: { form: FormModel; onClose: () => void }) {
  const { t } = useTranslation('forms');
  const text = useText();
  const { message } = App.useApp();
  const [device, setDevice] = useState<keyof typeof widths>('desk');
  const values = useMemo(() => ({}), []);
  const draft = useRecordDraft(form, values);
  return (
    <Modal
      open
      width={900}
      title={
        <div style={{ display: 'flex', gap: 16, alignItems: 'center' }}>
          {t('preview.title', { title: text(form.definition.form.title) })}
          <Segmented<keyof typeof widths>
            aria-label={t('preview.device')}
            value={device}
            options={[
              { value: 'desk', label: t('preview.desk') },
              { value: 'phone', label: t('preview.phone') },
            ]}
            onChange={setDevice}
          />
        </div>
      }
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('preview.close')}
        </Button>,
        <Button
          key="try"
          type="primary"
          onClick={() => {
            if (draft?.getState().submit() != null) void message.success(t('preview.fits'));
          }}
        >
          {t('preview.try')}
        </Button>,
      ]}
    >
      <div className={styles['preview']} style={{ maxWidth: widths[device] }}>
        {draft !== undefined && <RecordForm form={form} draft={draft} autoFocus />}
      </div>
    </Modal>
  );
}
