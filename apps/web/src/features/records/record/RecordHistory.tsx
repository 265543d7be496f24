import { ImportOutlined, RobotOutlined, ThunderboltOutlined } from '@ant-design/icons';
import type { HistoryChange, HistoryEntry } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../../app/client.ts';
import { useText } from '../../../app/i18n.ts';
import { keys } from '../../../app/query-keys.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../../ui/Skeletons.tsx';
import { useFormat } from '../../../ui/useFormat.ts';
import { Value } from '../ConflictDialog.tsx';
import styles from './RecordHistory.module.css';

/** Who changed what, when, through what and why; newest first. */
export function RecordHistory({ form, id }: { form: FormModel; id: string }) {
  const { t } = useTranslation('records');
  const history = useInfiniteQuery({
    queryKey: keys.records(form.app, form.key, 'history', id),
    queryFn: ({ pageParam }) =>
      client.records.history(form.app, form.key, id, pageParam === null ? {} : { after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (history.error !== null) return <ProblemList problems={problemsToShow(history.error)} />;
  if (history.data === undefined) return <RowsSkeleton rows={4} />;
  const entries = history.data.pages.flatMap((page) => page.rows);
  if (entries.length === 0) return <EmptyState small title={t('record.historyEmpty')} />;
  return (
    <>
      <ol className={styles['list']}>
        {entries.map((entry) => (
          <Entry key={entry.id} form={form} entry={entry} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button
          type="text"
          size="small"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('history.more')}
        </Button>
      )}
    </>
  );
}

function Entry({ form, entry }: { form: FormModel; entry: HistoryEntry }) {
  const { t } = useTranslation('records');
  const format = useFormat();
  const who = entry.person?.title ?? entry.name;
  const channel = entry.channel === 'person' ? '' : t(`history.channel.${entry.channel}`);
  return (
    <li className={styles['entry']}>
      <Mark entry={entry} who={who} />
      <div className={styles['body']}>
        <p>
          {t(`history.${entry.kind}`, { who })} {channel !== '' && <small>{channel}</small>}
        </p>
        {entry.kind !== 'create' && entry.changes.length > 0 && (
          <ul>
            {entry.changes.map((change) => (
              <Change key={change.field} form={form} change={change} />
            ))}
          </ul>
        )}
        {entry.kind === 'create' && <Reasons form={form} changes={entry.changes} />}
        <Tooltip title={format.dateTime(entry.at)}>
          <time dateTime={entry.at}>{format.ago(entry.at)}</time>
        </Tooltip>
      </div>
    </li>
  );
}

/** A person by their face, everything else by what it is. */
function Mark({ entry, who }: { entry: HistoryEntry; who: string }) {
  if (entry.channel === 'rule') return <ThunderboltOutlined className={styles['mark'] ?? ''} />;
  if (entry.channel === 'flow' || entry.channel === 'system') return <RobotOutlined className={styles['mark'] ?? ''} />;
  if (entry.channel === 'import') return <ImportOutlined className={styles['mark'] ?? ''} />;
  return <Avatar name={who} size={26} />;
}

function Change({ form, change }: { form: FormModel; change: HistoryChange }) {
  const { t } = useTranslation('records');
  const text = useText();
  const title = text(form.fields.get(change.field)?.definition.title) || change.field;
  return (
    <li>
      <span className={styles['field']}>{title}</span>
      <span className={styles['values']}>
        <Value form={form} field={change.field} value={change.before} />
        <span aria-hidden> → </span>
        <Value form={form} field={change.field} value={change.after} />
      </span>
      {change.because !== null && <em>{t('history.because', { reason: text(change.because.reason) })}</em>}
    </li>
  );
}

/** Of a new record only what a rule or flow filled in is told: the rest stands beside it. */
function Reasons({ form, changes }: { form: FormModel; changes: readonly HistoryChange[] }) {
  const reasoned = changes.filter((change) => change.because !== null);
  if (reasoned.length === 0) return null;
  return (
    <ul>
      {reasoned.map((change) => (
        <Change key={change.field} form={form} change={change} />
      ))}
    </ul>
  );
}
