import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useText } from '../../app/i18n.ts';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { RunPath } from './RunPath.tsx';
import styles from './RunPath.module.css';
import { RunState } from './RunState.tsx';
import { runQuery, runsQuery } from './run-query.ts';

/** The flows that ran and run on a record, latest first, those still running with their path open. */
export function RecordRuns({ app, form, record }: { app: string; form: string; record: string }) {
  const { t } = useTranslation('flows');
  const text = useText();
  const format = useFormat();
  const { data } = useQuery(runsQuery(app, form, record));
  if (data === undefined) return <RowsSkeleton rows={2} />;
  if (data.rows.length === 0) return <p className={styles['none']}>{t('run.none')}</p>;
  return (
    <ul className={styles['runs']}>
      {data.rows.map((run) => (
        <li key={run.id}>
          <header>
            <Link to={`/runs/${run.id}`}>{text(run.title)}</Link>
            <RunState state={run.state} />
            <time dateTime={run.created_at}>{format.ago(run.created_at)}</time>
          </header>
          {(run.state === 'running' || run.state === 'stuck') && <OpenRun id={run.id} />}
        </li>
      ))}
    </ul>
  );
}

function OpenRun({ id }: { id: string }) {
  const { data } = useQuery(runQuery(id));
  return (
    <div className={styles['body']}>{data === undefined ? <RowsSkeleton rows={2} /> : <RunPath run={data} />}</div>
  );
}
