import { BellOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../ui/useFormat.ts';
import { client } from '../client.ts';
import { useText } from '../i18n.ts';
import { keys } from '../query-keys.ts';
import { notificationsQuery } from './inbox-count.ts';
import styles from './TopBar.module.css';

/** What has happened that concerns the person; opening one marks it as read. */
export function Bell() {
  const { t } = useTranslation('app');
  const text = useText();
  const format = useFormat();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(notificationsQuery);
  const read = useMutation({
    mutationFn: (id: string) => client.work.readNotification(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.inbox() }),
  });
  const rows = data?.rows ?? [];
  const unread = rows.filter((one) => one.read_at === null).length;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className={styles['news']}>
          {rows.length === 0 && <p>{t('top.noNotifications')}</p>}
          {rows.slice(0, 20).map((one) => (
            <Link
              key={one.id}
              to={one.link ?? '/inbox'}
              data-unread={one.read_at === null}
              onClick={() => {
                if (one.read_at === null) read.mutate(one.id);
                setOpen(false);
              }}
            >
              <strong>{text(one.title)}</strong>
              {one.body != null && <span>{text(one.body)}</span>}
              <span>{format.ago(one.created_at)}</span>
            </Link>
          ))}
          <Link to="/inbox" data-unread={false} onClick={() => setOpen(false)}>
            {t('top.openInbox')}
          </Link>
        </div>
      }
    >
      <Badge count={unread} size="small" offset={[-6, 6]}>
        <Button
          type="text"
          className={styles['round'] ?? ''}
          icon={<BellOutlined />}
          aria-label={t('top.notifications')}
        />
      </Badge>
    </Popover>
  );
}
