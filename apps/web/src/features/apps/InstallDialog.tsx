import type { TemplateSummary } from '@tangram/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import styles from './dialogs.module.css';

/** Installs a template with one click; sample data is the one question asked. */
export function InstallDialog({ template, onClose }: { template: TemplateSummary; onClose: () => void }) {
  const { t } = useTranslation('apps');
  const text = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [sampleData, setSampleData] = useState(true);
  const name = text(template.title);
  const install = useMutation({
    mutationFn: () => client.apps.installTemplate(template.key, { sampleData }),
    onSuccess: async ({ key }) => {
      await queries.invalidateQueries();
      void message.success(t('install.done', { name }));
      await navigate(`/apps/${encodeURIComponent(key)}`);
    },
  });
  return (
    <Modal
      open
      title={t('install.title', { name })}
      onCancel={onClose}
      onOk={() => install.mutate()}
      okText={t('install.confirm')}
      confirmLoading={install.isPending}
      width={480}
    >
      <div className={styles['body']}>
        <p>{template.description === undefined ? t('start.templateText') : text(template.description)}</p>
        <Checkbox checked={sampleData} onChange={(event) => setSampleData(event.target.checked)}>
          {t('install.sample')}
        </Checkbox>
        <p className={styles['faint']}>{t('install.sampleText')}</p>
        {install.error !== null && <ProblemList problems={problemsToShow(install.error)} />}
      </div>
    </Modal>
  );
}
