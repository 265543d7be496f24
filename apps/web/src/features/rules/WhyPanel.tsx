import { path } from '@tangram/client';
import type { ExplainedRule, RecordExplanation, RuleRun } from '@tangram/rules';
import type { Problem } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAppModel } from '../../app/app-query.ts';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { MarkCase } from './cases/MarkCase.tsx';
import { Changes } from './Changes.tsx';
import { ConditionWhy } from './ConditionWhy.tsx';
import { TableWhy } from './TableWhy.tsx';
import styles from './Why.module.css';
import { ScorePoints } from './ScorePoints.tsx';
import { useFormModel } from './useRuleForm.ts';

/**
 * Why a record is as it is: each rule of its form, what it did to the record, what its condition says of it now, and for
 * a scorecard what counts and what does not. For the record page: `<WhyPanel app="crm" form="lead" id={id} />`.
 */
export function WhyPanel({ app, form, id }: { app: string; form: string; id: string }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const explanation = useQuery({
    queryKey: keys.records(app, form, 'explanation', id),
    queryFn: () =>
      client.http.send<RecordExplanation>('GET', path('api', 'apps', app, 'records', form, id, 'explanation')),
  });
  if (explanation.error !== null) return <ProblemList problems={problemsToShow(explanation.error)} />;
  if (explanation.data === undefined) return <RowsSkeleton />;
  const { rules, titles } = explanation.data;
  if (rules.length === 0) return <EmptyState small title={t('why.none')} text={t('why.noneText')} />;
  // What happened comes before what did not.
  const ordered = [...rules].sort((a, b) => Math.min(b.runs.length, 1) - Math.min(a.runs.length, 1));
  return (
    <Collapse
      ghost
      className={styles['why'] ?? ''}
      defaultActiveKey={ordered.filter((rule) => rule.runs.length > 0).map((rule) => rule.rule)}
      items={ordered.map((rule) => ({
        key: rule.rule,
        label: <RuleHead rule={rule} title={text(rule.title)} />,
        children: <RuleBody app={app} form={form} record={id} rule={rule} titles={titles} />,
      }))}
    />
  );
}

function RuleHead({ rule, title }: { rule: ExplainedRule; title: string }) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const last = rule.runs[0];
  return (
    <span className={styles['whyHead']}>
      {title}
      <small>
        {last === undefined ? t('why.never') : t('why.ranOn', { when: format.ago(last.at), who: last.actor })}
      </small>
    </span>
  );
}

interface BodyProps {
  readonly app: string;
  readonly form: string;
  readonly record: string;
  readonly rule: ExplainedRule;
  readonly titles: RecordExplanation['titles'];
}

function RuleBody({ app, form, record, rule, titles }: BodyProps) {
  const { t } = useTranslation('rules');
  const model = useFormModel(app, form);
  const mayDesign = useAppModel(app)?.isDesigner === true;
  const { condition, score, validity, tables } = rule.now;
  return (
    <div className={styles['whyBody']}>
      {score !== undefined && <ScorePoints score={score} />}
      {tables !== undefined && (
        <section>
          <h4>{t('table.why.now')}</h4>
          <TableWhy form={model} tables={tables} own={rule.rule} />
        </section>
      )}
      {score === undefined && (tables === undefined || condition !== null) && (
        <section>
          <h4>
            {condition === null ? t('why.always') : condition.holds === true ? t('why.wouldHold') : t('why.wouldFail')}
          </h4>
          {condition !== null && <ConditionWhy form={model} condition={condition} />}
        </section>
      )}
      {validity !== undefined && (
        <section>
          <h4>{validity.holds === false ? t('why.notValid') : t('why.valid')}</h4>
          <ConditionWhy form={model} condition={validity} />
        </section>
      )}
      {mayDesign && <MarkCase app={app} ruleKey={rule.rule} form={model} record={record} />}
      {rule.runs.length > 0 && (
        <section>
          <h4>{t('why.runs')}</h4>
          <ul className={styles['runs']}>
            {rule.runs.map((run) => (
              <Run
                key={`${run.at}${run.version}${run.detail.round}`}
                app={app}
                form={form}
                rule={rule.rule}
                run={run}
                titles={titles}
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Run({
  app,
  form,
  rule,
  run,
  titles,
}: {
  app: string;
  form: string;
  rule: string;
  run: RuleRun;
  titles: RecordExplanation['titles'];
}) {
  const { t } = useTranslation('rules');
  const text = useText();
  const format = useFormat();
  const model = useFormModel(app, form);
  const { detail } = run;
  return (
    <li data-outcome={run.outcome}>
      <time dateTime={run.at}>
        {format.dateTime(run.at)} · {run.actor}
        {detail.round > 1 && ` · ${t('why.round')}`}
      </time>
      {run.outcome !== 'applied' && <p className={styles['quiet']}>{t(`why.${run.outcome}`)}</p>}
      {detail.tables !== undefined && <TableWhy form={model} tables={detail.tables} own={rule} />}
      {detail.changes.length > 0 && <Changes form={model} changes={detail.changes} titles={titles} />}
      {detail.done.map((done) => (
        <p key={text(done)} className={styles['quiet']}>
          {text(done)}
        </p>
      ))}
      {detail.problems.length > 0 && (
        <ProblemList quiet problems={detail.problems} onShow={open} mayShow={(problem) => recordOf(problem) !== null} />
      )}
    </li>
  );

  function open(problem: Problem): void {
    window.open(`/apps/${app}/forms/${form}/${recordOf(problem)}`, '_blank', 'noopener');
  }
}

/** The other record of the form that a problem speaks of. */
function recordOf({ params }: Problem): string | null {
  const record = params?.['record'];
  return typeof record === 'string' ? record : null;
}
