import type { Connection, ConnectionKind } from '@tangram/client';
import { type LocalText, keyFrom } from '@tangram/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { LocalTextInput } from '../../ui/settings/LocalTextInput.tsx';
import styles from './Outside.module.css';

/** Makes a connection or changes it. Its secrets are written here and never shown again. */
export function ConnectionDialog({
  connection,
  kinds,
  taken,
  onClose,
}: {
  connection: Connection | undefined;
  kinds: readonly ConnectionKind[];
  taken: ReadonlySet<string>;
  onClose: () => void;
}) {
  const { t } = useTranslation('outside');
  const text = useText();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [kindKey, setKind] = useState(connection?.kind ?? kinds[0]?.kind ?? '');
  const [title, setTitle] = useState<LocalText | undefined>(connection?.title);
  const [address, setAddress] = useState('');
  const [secret, setSecret] = useState('');
  const [isUnsigned, setUnsigned] = useState(false);
  // Rules name it by this, so it stays when the title changes.
  const [ownKey, setKey] = useState<string>();
  const kind = kinds.find((one) => one.kind === kindKey);
  const key = connection?.key ?? ownKey ?? keyFrom(text(title ?? kind?.title), taken, 'connection');
  const isKept = connection !== undefined && connection.kind === kindKey;
  const isSigned = isKept && connection.has_signing_secret && !isUnsigned;
  const refresh = () => queries.invalidateQueries({ queryKey: keys.connections });
  const save = useMutation({
    mutationFn: () =>
      client.outside.saveConnection(key, {
        kind: kindKey,
        title: title ?? kind?.title ?? key,
        ...(address.trim() === '' ? {} : { url: address.trim() }),
        ...(secret === '' ? (isUnsigned ? { signing_secret: null } : {}) : { signing_secret: secret }),
      }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const test = useMutation({
    mutationFn: () => client.outside.testConnection(key),
    onSuccess: () => void message.success(t('tested')),
  });
  const remove = () =>
    modal.confirm({
      title: t('remove'),
      content: t('removeText'),
      okText: t('removeIt'),
      cancelText: t('cancel'),
      okButtonProps: { danger: true },
      onOk: async () => {
        await client.outside.removeConnection(key);
        await refresh();
        onClose();
      },
    });
  const canSave = isKept || address.trim() !== '';
  const isChanged = address !== '' || secret !== '' || isUnsigned || !isKept;
  return (
    <Modal
      open
      title={connection === undefined ? t('add') : text(connection.title)}
      onCancel={onClose}
      width={520}
      footer={
        <div className={styles['footer']}>
          {connection !== undefined && (
            <Button danger type="text" onClick={() => void remove()}>
              {t('removeIt')}
            </Button>
          )}
          <span />
          {isKept && (
            <Button loading={test.isPending} disabled={isChanged} onClick={() => test.mutate()}>
              {t('test')}
            </Button>
          )}
          <Button type="primary" disabled={!canSave} loading={save.isPending} onClick={() => save.mutate()}>
            {t('save')}
          </Button>
        </div>
      }
    >
      <Form layout="vertical" style={{ paddingTop: 12 }}>
        <Form.Item label={t('kind')} htmlFor="connection-kind" extra={text(kind?.help)}>
          <Select
            id="connection-kind"
            value={kindKey}
            options={kinds.map((one) => ({ value: one.kind, label: text(one.title) }))}
            onChange={(next: string) => setKind(next)}
          />
        </Form.Item>
        <Form.Item label={t('name')} htmlFor="connection-title">
          <LocalTextInput id="connection-title" value={title} onChange={setTitle} placeholder={text(kind?.title)} />
        </Form.Item>
        <Form.Item
          label={t('address')}
          htmlFor="connection-address"
          {...(isKept ? { extra: t('addressKept', { host: connection.host }) } : {})}
        >
          <Input
            id="connection-address"
            value={address}
            autoComplete="off"
            placeholder="https://"
            onChange={(event) => setAddress(event.target.value)}
          />
        </Form.Item>
        {kind?.secret_title != null && (
          <Form.Item
            label={text(kind.secret_title)}
            htmlFor="connection-secret"
            extra={
              isSigned ? (
                <>
                  {t('secretKept')}{' '}
                  <Button type="link" size="small" onClick={() => setUnsigned(true)}>
                    {t('secretRemove')}
                  </Button>
                </>
              ) : (
                t('secretOptional')
              )
            }
          >
            <Input.Password
              id="connection-secret"
              value={secret}
              autoComplete="new-password"
              onChange={(event) => setSecret(event.target.value)}
            />
          </Form.Item>
        )}
        <Form.Item label={t('key')} htmlFor="connection-key" extra={t('keyHelp')}>
          <Input
            id="connection-key"
            value={key}
            disabled={connection !== undefined}
            maxLength={63}
            onChange={(event) => setKey(event.target.value)}
          />
        </Form.Item>
      </Form>
      {save.error !== null && <ProblemList problems={problemsToShow(save.error)} />}
      {test.error !== null && <ProblemList problems={problemsToShow(test.error)} />}
    </Modal>
  );
}
