import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { client, problemsToShow } from '../../app/client.ts';
import { keys } from '../../app/query-keys.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import styles from './dialogs.module.css';

/** Deleting an application with all its records is asked for by typing its name. */
export function RemoveAppDialog({ app, title, onClose }: { app: string; title: string; onClose: () => void }) {
  const { t } = useTranslation('apps');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => client.apps.removeApp(app),
    onSuccess: async () => {
      await navigate('/');
      await queries.invalidateQueries({ queryKey: keys.apps });
    },
  });
  return (
    <Modal
      open
      title={t('design.removeTitle', { name: title })}
      onCancel={onClose}
      onOk={() => remove.mutate()}
      okText={t('design.remove')}
      okButtonProps={{ danger: true, disabled: typed.trim() !== title }}
      confirmLoading={remove.isPending}
      width={480}
    >
      <div className={styles['body']}>
        <p>{t('design.removeText')}</p>
        <Input autoFocus value={typed} placeholder={title} onChange={(event) => setTyped(event.target.value)} />
        {remove.error !== null && <ProblemList problems={problemsToShow(remove.error)} />}
      </div>
    </Modal>
  );
}
