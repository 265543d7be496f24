import { ApiOutlined, CheckCircleOutlined, InfoCircleOutlined, MessageOutlined, PlusOutlined } from '@ant-design/icons';
import type { Connection } from '@tangram/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Line, LineList } from '../../ui/LineList.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { ConnectionDialog } from './ConnectionDialog.tsx';
import { connectionsQuery } from './connections-query.ts';
import styles from './Outside.module.css';

const icons: { readonly [use: string]: typeof ApiOutlined } = { chat: MessageOutlined };

export function ConnectionsTab() {
  const { t } = useTranslation('outside');
  const text = useText();
  const [edited, setEdited] = useState<Connection | 'new' | null>(null);
  const { data, error } = useQuery(connectionsQuery);
  if (error !== null) return <ProblemList problems={problemsToShow(error)} />;
  if (data === undefined) return <RowsSkeleton />;
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
      {t('add')}
    </Button>
  );
  return (
    <>
      {data.rows.length === 0 ? (
        <EmptyState title={t('empty')} text={t('emptyText')} actions={add} />
      ) : (
        <LineList add={add}>
          {data.rows.map((connection) => {
            const Icon = icons[connection.use] ?? ApiOutlined;
            return (
              <Line
                key={connection.key}
                picture={<Icon className={styles['icon'] ?? ''} />}
                name={text(connection.title)}
                below={connection.host}
                facts={[
                  text(data.kinds.find(({ kind }) => kind === connection.kind)?.title),
                  connection.has_signing_secret ? t('signed') : '',
                ]}
                onOpen={() => setEdited(connection)}
              />
            );
          })}
        </LineList>
      )}
      <MailLine isSetUp={data.mail.is_set_up} />
      {edited !== null && (
        <ConnectionDialog
          connection={edited === 'new' ? undefined : edited}
          kinds={data.kinds}
          taken={new Set(data.rows.map(({ key }) => key))}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

/** Mail has one server for all: whether there is one, and whether it works. */
function MailLine({ isSetUp }: { isSetUp: boolean }) {
  const { t } = useTranslation('outside');
  const { message } = App.useApp();
  const test = useMutation({
    mutationFn: () => client.outside.testMail(),
    onSuccess: () => void message.success(t('tested')),
  });
  return (
    <>
      <p className={styles['mail']}>
        {isSetUp ? <CheckCircleOutlined /> : <InfoCircleOutlined />}
        {t(isSetUp ? 'mail.setUp' : 'mail.missing')}
        {isSetUp && (
          <Button size="small" loading={test.isPending} onClick={() => test.mutate()}>
            {t('mail.test')}
          </Button>
        )}
      </p>
      {test.error !== null && <ProblemList problems={problemsToShow(test.error)} />}
    </>
  );
}
