import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { client } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { notificationsQuery } from '../../app/shell/inbox-count.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './Inbox.module.css';

/** What flows and rules told me; opening one marks it as read. */
export function NewsList() {
  const { t } = useTranslation('inbox');
  const text = useText();
  const format = useFormat();
  const queries = useQueryClient();
  const { data } = useQuery(notificationsQuery);
  const read = useMutation({
    mutationFn: (id: string) => client.work.readNotification(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.inbox() }),
  });
  if (data === undefined) return <RowsSkeleton rows={4} />;
  if (data.rows.length === 0) return <EmptyState title={t('noNews')} text={t('noNewsText')} />;
  return (
    <ul className={styles['list']}>
      {data.rows.map((one) => (
        <li key={one.id}>
          <Link
            to={one.link ?? '/inbox?tab=news'}
            data-unread={one.read_at === null}
            onClick={() => one.read_at === null && read.mutate(one.id)}
          >
            <span className={styles['words']}>
              <strong>{text(one.title)}</strong>
              {one.body != null && <span>{text(one.body)}</span>}
            </span>
            <time dateTime={one.created_at}>{format.ago(one.created_at)}</time>
          </Link>
        </li>
      ))}
    </ul>
  );
}
