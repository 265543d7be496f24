import { CheckCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import type { RuleTrial, TriedRecord } from '@tangram/rules';
import type { JsonObject } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { client, problemsToShow } from '../../app/client.ts';
import { keys } from '../../app/query-keys.ts';
import { useText } from '../../app/i18n.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { MarkCase } from './cases/MarkCase.tsx';
import { RuleCases } from './cases/RuleCases.tsx';
import { Changes } from './Changes.tsx';
import { ConditionWhy } from './ConditionWhy.tsx';
import { useDesigner } from './designer-context.ts';
import { TableWhy } from './TableWhy.tsx';
import styles from './Why.module.css';
import { countedLines, signed } from './score-lines.ts';

/** As many of the latest records as are tried at once. */
const sampleSize = 50;

/** The draft on real records: which of them it would run on, what would change, and why not on the others. */
export function TryRule({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { app, ruleKey, rule, form } = useDesigner();
  const [onlyMatched, setOnlyMatched] = useState(false);
  const trial = useQuery({
    queryKey: keys.records(app, rule.form, 'rule trial', ruleKey, rule),
    queryFn: async () => {
      const sample = { type: 'latest', limit: sampleSize } as const;
      // The route answers what the engine's `test` returns.
      return (await client.work.testRule(app, ruleKey, {
        definition: rule as unknown as JsonObject,
        sample,
      })) as unknown as RuleTrial;
    },
    enabled: isOpen,
    retry: false,
  });
  const records = (trial.data?.records ?? []).filter((record) => record.matched || !onlyMatched);
  return (
    <Drawer open={isOpen} onClose={onClose} size={560} title={t('try.title')}>
      <p className={styles['tryText']}>{t('try.text', { count: sampleSize })}</p>
      {isOpen && <RuleCases />}
      {trial.isPending && isOpen && <RowsSkeleton />}
      {trial.error !== null && <ProblemList problems={problemsToShow(trial.error)} />}
      {trial.data?.records.length === 0 && (
        <EmptyState small title={t('try.none')} text={t('try.noneText', { form: text(form?.definition.form.title) })} />
      )}
      {trial.data !== undefined && trial.data.records.length > 0 && (
        <>
          <header className={styles['tryHead']}>
            <strong>{t('try.summary', { count: trial.data.records.length, matched: trial.data.matched })}</strong>
            <label>
              <Switch size="small" checked={onlyMatched} onChange={setOnlyMatched} /> {t('try.onlyMatched')}
            </label>
            <Button size="small" loading={trial.isFetching} onClick={() => void trial.refetch()}>
              {t('try.again')}
            </Button>
          </header>
          <ul className={styles['tried']}>
            {records.map((record) => (
              <Tried key={record.id} record={record} titles={trial.data.titles} />
            ))}
          </ul>
        </>
      )}
    </Drawer>
  );
}

function Tried({ record, titles }: { record: TriedRecord; titles: RuleTrial['titles'] }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { app, ruleKey, rule, form } = useDesigner();
  const counted = record.score === undefined ? [] : countedLines(record.score);
  return (
    <li data-matched={record.matched}>
      <header>
        {record.matched ? (
          <CheckCircleFilled aria-label={t('try.matched')} />
        ) : (
          <MinusCircleOutlined aria-label={t('try.unmatched')} />
        )}
        <Link
          to={`/apps/${encodeURIComponent(app)}/forms/${encodeURIComponent(rule.form)}/${record.id}`}
          target="_blank"
        >
          {typeof record.title === 'string' ? record.title : '—'}
        </Link>
        {record.score !== undefined && (
          <span className={styles['score']}>{t('try.score', { points: String(record.score.after) })}</span>
        )}
      </header>
      {!record.matched && record.condition !== null && <ConditionWhy form={form} condition={record.condition} />}
      {record.tables !== undefined && <TableWhy form={form} tables={record.tables} own={ruleKey} />}
      {counted.length > 0 && (
        <p className={styles['counted']}>
          {counted.map(({ key, title, points }) => (
            <span key={key}>
              {text(title)} {signed(points)}
            </span>
          ))}
        </p>
      )}
      {record.matched && record.changes.length > 0 && <Changes form={form} changes={record.changes} titles={titles} />}
      {record.matched && record.changes.length === 0 && record.messages.length === 0 && record.done.length === 0 && (
        <p className={styles['quiet']}>{t('try.unchanged')}</p>
      )}
      {record.messages.map((message, at) => (
        // Two messages of one record may be word for word the same.
        <p key={`${at}`} className={styles['quiet']}>
          {t('try.tells', { count: message.to.length, title: text(message.title) })}
        </p>
      ))}
      {record.done.map((done, at) => (
        // The same may be done twice.
        <p key={`${at}`} className={styles['quiet']}>
          {text(done)}
        </p>
      ))}
      {record.problems.length > 0 && <ProblemList quiet problems={record.problems} />}
      <MarkCase app={app} ruleKey={ruleKey} form={form} record={record.id} definition={rule} />
    </li>
  );
}
