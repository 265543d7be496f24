import { path } from '@tangram/client';
import type { ScoreProgress as Progress } from '@tangram/rules';
import { useQuery } from '@tanstack/react-query';
import { Progress as Bar } from 'antd';
import { useTranslation } from 'react-i18next';
import { client } from '../../../../app/client.ts';
import { keys } from '../../../../app/query-keys.ts';
import { useFormat } from '../../../../ui/useFormat.ts';
import { useDesigner } from '../../designer-context.ts';
import styles from './Scorecard.module.css';

/** How often it asks while records are being scored anew, and while none are: somebody may publish. */
const busyMs = 1000;
const idleMs = 5000;

/** How far the records are that the published card scores anew; nothing when all are. */
export function ScoreProgress() {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const { app, ruleKey, rule } = useDesigner();
  const { data } = useQuery({
    queryKey: keys.records(app, rule.form, 'recomputation', ruleKey),
    queryFn: () =>
      client.http.send<{ recomputation: Progress | null }>(
        'GET',
        path('api', 'apps', app, 'rules', ruleKey, 'recomputation'),
      ),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.recomputation ?? null) ? busyMs : idleMs),
  });
  const progress = data?.recomputation ?? null;
  if (progress === null || !isUnderWay(progress)) return null;
  const total = progress.total ?? 0;
  return (
    <output className={styles['progress']}>
      {t('score.recomputed', { done: format.number(progress.done), total: format.number(total) })}
      <Bar percent={total === 0 ? 0 : Math.floor((100 * progress.done) / total)} size="small" />
    </output>
  );
}

function isUnderWay(progress: Progress | null): boolean {
  return progress !== null && progress.finishedAt === null;
}
