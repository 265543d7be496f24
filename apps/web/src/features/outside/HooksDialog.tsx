import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal, Skeleton, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { keys } from '../../app/query-keys.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './Outside.module.css';

interface Place {
  readonly app: string;
  readonly form: string;
  /** A name for the example. */
  readonly event: string;
  /** A field for the example by which another system knows records; the record's id when there is none. */
  readonly matchBy: string | undefined;
}

/** Addresses at which other systems tell of events to records of a form, one for each system. */
export function HooksDialog({ onClose, ...place }: Place & { onClose: () => void }) {
  const { t } = useTranslation('outside');
  const { modal } = App.useApp();
  const format = useFormat();
  const queries = useQueryClient();
  const { app, form } = place;
  const queryKey = keys.hooks(app, form);
  const refresh = () => queries.invalidateQueries({ queryKey });
  const [title, setTitle] = useState('');
  const { data, error } = useQuery({ queryKey, queryFn: () => client.outside.hooks(app, form) });
  const make = useMutation({
    mutationFn: () => client.outside.makeHook(app, form, title.trim()),
    onSuccess: async () => {
      setTitle('');
      await refresh();
    },
  });
  const revoke = (id: string, name: string) =>
    modal.confirm({
      title: t('hooks.revoke', { name }),
      content: t('hooks.revokeText'),
      okText: t('hooks.revokeIt'),
      cancelText: t('cancel'),
      okButtonProps: { danger: true },
      onOk: async () => {
        await client.outside.revokeHook(app, form, id);
        await refresh();
      },
    });
  return (
    <Modal open title={t('hooks.title')} onCancel={onClose} footer={null} width={640}>
      <p className={styles['intro']}>{t('hooks.text')}</p>
      {error !== null && <ProblemList problems={problemsToShow(error)} />}
      {data === undefined && error === null && <Skeleton active />}
      <ul className={styles['hooks']}>
        {data?.rows.map((hook) => (
          <li key={hook.id}>
            <span className={styles['who']}>
              <strong>{hook.title}</strong>
              <small>
                {hook.used_at === null ? t('hooks.unused') : t('hooks.used', { at: format.dateTime(hook.used_at) })}
              </small>
            </span>
            <Tooltip title={t('hooks.revokeIt')}>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('hooks.revoke', { name: hook.title })}
                onClick={() => void revoke(hook.id, hook.title)}
              />
            </Tooltip>
          </li>
        ))}
      </ul>
      {make.data !== undefined && <NewAddress token={make.data.token} place={place} />}
      <form
        className={styles['adding']}
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim() !== '') make.mutate();
        }}
      >
        <Input
          value={title}
          maxLength={100}
          aria-label={t('hooks.source')}
          placeholder={t('hooks.source')}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Button
          htmlType="submit"
          type="primary"
          icon={<PlusOutlined />}
          disabled={title.trim() === ''}
          loading={make.isPending}
        >
          {t('hooks.make')}
        </Button>
      </form>
      {make.error !== null && <ProblemList problems={problemsToShow(make.error)} />}
    </Modal>
  );
}

/** The one time that a token is seen, with an example that works as it stands. */
function NewAddress({ token, place }: { token: string; place: Place }) {
  const { t } = useTranslation('outside');
  const { message } = App.useApp();
  const address = `${window.location.origin}${client.outside.hookUrl(token)}`;
  const which =
    place.matchBy === undefined ? { record: t('hooks.recordId') } : { match: { field: place.matchBy, value: '…' } };
  const body = JSON.stringify({ event: place.event, ...which, data: {} });
  const example = `curl -X POST '${address}' \\\n  -H 'Content-Type: application/json' \\\n  -d '${body}'`;
  const copy = async (words: string) => {
    await navigator.clipboard.writeText(words);
    void message.success(t('hooks.copied'));
  };
  return (
    <div className={styles['made']} role="status">
      <strong>{t('hooks.once')}</strong>
      <div className={styles['address']}>
        <Input readOnly value={address} aria-label={t('hooks.address')} onFocus={(event) => event.target.select()} />
        <Button type="primary" onClick={() => void copy(address)}>
          {t('hooks.copy')}
        </Button>
      </div>
      <pre>{example}</pre>
      <Button size="small" onClick={() => void copy(example)}>
        {t('hooks.copyExample')}
      </Button>
    </div>
  );
}
