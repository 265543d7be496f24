import type { DeliveryRow } from '@tangram/client';
import type { LocalText } from '@tangram/schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { appsQuery } from '../../app/app-query.ts';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { connectionsQuery } from './connections-query.ts';
import { deliveriesQuery } from './deliveries-query.ts';
import styles from './Outside.module.css';

/** What was to be sent and failed or waits: to whom, why, and what to do about it. */
export function DeliveriesTab() {
  const { t } = useTranslation('outside');
  const { data, error } = useQuery(deliveriesQuery);
  if (error !== null) return <ProblemList problems={problemsToShow(error)} />;
  if (data === undefined) return <RowsSkeleton />;
  if (data.rows.length === 0) return <EmptyState title={t('deliveries.empty')} text={t('deliveries.emptyText')} />;
  return (
    <ul className={styles['deliveries']}>
      {data.rows.map((row) => (
        <Delivery key={row.id} row={row} />
      ))}
    </ul>
  );
}

function Delivery({ row }: { row: DeliveryRow }) {
  const { t, i18n } = useTranslation('outside');
  const text = useText();
  const format = useFormat();
  const queries = useQueryClient();
  const { data: apps } = useQuery(appsQuery);
  const { data: definitions } = useQuery({
    queryKey: keys.definitions(row.app, 'list'),
    queryFn: () => client.apps.definitions(row.app),
    enabled: apps?.rows.some(({ key }) => key === row.app) === true,
  });
  const source = text(definitions?.rows.find(({ key, kind }) => key === row.source && orders.has(kind))?.title);
  const receiver = useReceiver(row);
  const refresh = () => queries.invalidateQueries({ queryKey: keys.deliveries });
  const retry = useMutation({ mutationFn: () => client.outside.retryDelivery(row.id), onSettled: refresh });
  const giveUp = useMutation({ mutationFn: () => client.outside.giveUpDelivery(row.id), onSettled: refresh });
  const isFailed = row.state === 'failed';
  const app = text(apps?.rows.find(({ key }) => key === row.app)?.title) || row.app;
  const kind = i18n.exists(`outside:kinds.${row.kind}`) ? t(`kinds.${row.kind}` as 'kinds.mail') : row.kind;
  const when = isFailed
    ? t('deliveries.tried', { count: row.attempts, at: format.dateTime(row.created_at) })
    : t('deliveries.next', { at: format.dateTime(row.due_at) });
  return (
    <li className={styles['delivery']}>
      <div className={styles['what']}>
        <div className={styles['head']}>
          <Tag color={isFailed ? 'error' : 'default'}>{t(isFailed ? 'deliveries.failed' : 'deliveries.waiting')}</Tag>
          <strong>{receiver === '' ? kind : `${kind} · ${receiver}`}</strong>
        </div>
        {row.problem !== null && (
          <p>
            {row.problem.message} {row.problem.hint}
          </p>
        )}
        <small>
          {t('deliveries.by', { app, source: source || row.source })} · {when}
          {row.record !== null && (
            <>
              {' · '}
              <Link to={`/apps/${encodeURIComponent(row.app)}/forms/${encodeURIComponent(row.form)}/${row.record}`}>
                {t('deliveries.record')}
              </Link>
            </>
          )}
        </small>
      </div>
      <div className={styles['actions']}>
        <Button loading={retry.isPending} onClick={() => retry.mutate()}>
          {t('deliveries.retry')}
        </Button>
        <Button type="text" loading={giveUp.isPending} onClick={() => giveUp.mutate()}>
          {t('deliveries.giveUp')}
        </Button>
      </div>
    </li>
  );
}

/** What orders deliveries. */
const orders: ReadonlySet<string> = new Set(['rule', 'flow']);

/** Whom it is for: a connection, a person, an address. */
function useReceiver({ request }: DeliveryRow): string {
  const text = useText();
  const { data: connections } = useQuery(connectionsQuery);
  const { data: people } = useQuery({ queryKey: keys.people, queryFn: () => client.people.people() });
  const { connection, person, address } = request;
  if (typeof connection === 'string') {
    const title: LocalText | undefined = connections?.rows.find(({ key }) => key === connection)?.title;
    return text(title) || connection;
  }
  if (typeof person === 'string') return people?.rows.find(({ id }) => id === person)?.name ?? '';
  return typeof address === 'string' ? address : '';
}
