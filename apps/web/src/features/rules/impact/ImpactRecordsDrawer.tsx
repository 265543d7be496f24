import type { ImpactQuestion, ImpactRecord, ImpactRecords, ImpactTrace } from '@tangram/rules';
import type { JsonObject } from '@tangram/schema';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { client, problemsToShow } from '../../../app/client.ts';
import { useText } from '../../../app/i18n.ts';
import { keys } from '../../../app/query-keys.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../../ui/Skeletons.tsx';
import { Changes } from '../Changes.tsx';
import { countedLines, signed } from '../score-lines.ts';
import { ConditionWhy } from '../ConditionWhy.tsx';
import { useDesigner } from '../designer-context.ts';
import styles from '../Why.module.css';

/** The records behind one number of the impact: old and new value of each, and why. */
export function ImpactRecordsDrawer({ question, onClose }: { question: ImpactQuestion; onClose: () => void }) {
  const { t } = useTranslation('rules');
  const { app, ruleKey, rule } = useDesigner();
  const pages = useInfiniteQuery({
    queryKey: keys.records(app, rule.form, 'rule impact records', ruleKey, rule, question),
    queryFn: async ({ pageParam }) => {
      const body = { definition: rule, question, ...(pageParam === null ? {} : { after: pageParam }) };
      // The route answers what the engine's `impactRecords` returns.
      return (await client.work.ruleImpactRecords(
        app,
        ruleKey,
        body as unknown as JsonObject,
      )) as unknown as ImpactRecords;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    retry: false,
  });
  return (
    <Drawer open onClose={onClose} size={560} title={t('impact.records')}>
      {pages.isPending && <RowsSkeleton />}
      {pages.error !== null && <ProblemList problems={problemsToShow(pages.error)} />}
      <ul className={styles['tried']}>
        {(pages.data?.pages ?? []).flatMap((page) =>
          page.rows.map((record) => <Affected key={record.id} record={record} titles={page.titles} />),
        )}
      </ul>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('impact.more')}
        </Button>
      )}
    </Drawer>
  );
}

function Affected({ record, titles }: { record: ImpactRecord; titles: ImpactRecords['titles'] }) {
  const { t } = useTranslation('rules');
  const { app, rule, form } = useDesigner();
  return (
    <li>
      <header>
        <Link
          to={`/apps/${encodeURIComponent(app)}/forms/${encodeURIComponent(rule.form)}/${record.id}`}
          target="_blank"
        >
          {typeof record.title === 'string' ? record.title : '—'}
        </Link>
      </header>
      {record.changes.length > 0 && <Changes form={form} changes={record.changes} titles={titles} />}
      <Trace title={t('impact.before')} trace={record.before} />
      <Trace title={t('impact.after')} trace={record.after} />
    </li>
  );
}

function Trace({ title, trace }: { title: string; trace: ImpactTrace | null }) {
  const text = useText();
  const { form } = useDesigner();
  if (trace === null) return null;
  const counted = trace.score === undefined ? [] : countedLines(trace.score);
  const condition = trace.validity ?? trace.condition;
  if (counted.length === 0 && condition === null) return null;
  return (
    <>
      <h4>{title}</h4>
      {counted.length > 0 && (
        <p>{counted.map(({ title: what, points }) => `${text(what)} ${signed(points)}`).join(' · ')}</p>
      )}
      {condition !== null && <ConditionWhy form={form} condition={condition} />}
    </>
  );
}
