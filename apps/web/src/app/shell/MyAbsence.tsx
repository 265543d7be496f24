import type { Absence } from '@tangram/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AbsenceDays } from '../../ui/AbsenceDays.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { client, problemsToShow } from '../client.ts';
import { keys } from '../query-keys.ts';
import { useMe } from '../session.ts';
import { sessionKey } from '../session-key.ts';
import styles from './MyAbsence.module.css';

/** Where a person says on which days others are to get the new records. */
export function MyAbsence({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  const { absent_from, absent_until } = useMe();
  const [absence, setAbsence] = useState<Absence>({ absent_from, absent_until });
  const queries = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: () => client.session.saveMe(absence),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: sessionKey }),
        queries.invalidateQueries({ queryKey: keys.people }),
      ]);
      void message.success(t('top.absenceSaved'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('top.absenceTitle')}
      okText={t('top.save')}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
      width={420}
    >
      <div className={styles['body']}>
        <p>{t('top.absenceText')}</p>
        <AbsenceDays value={absence} onChange={setAbsence} />
        {save.error !== null && <ProblemList problems={problemsToShow(save.error)} />}
      </div>
    </Modal>
  );
}
