import { path } from '@tangram/client';
import type { ExplainedRule, RecordExplanation, RuleRun } from '@tangram/rules';
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
import styles from './Rules.module.css';
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
  const { condition, score, validity } = rule.now;
  return (
    <div className={styles['whyBody']}>
      {score !== undefined && <Points attributes={score.attributes} />}
      {score === undefined && (
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
              <Run key={`${run.at}${run.version}${run.detail.round}`} app={app} form={form} run={run} titles={titles} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Points({ attributes }: { attributes: NonNullable<ExplainedRule['now']['score']>['attributes'] }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const total = attributes.filter((one) => one.counted).reduce((sum, one) => sum + one.points, 0);
  return (
    <table className={styles['pointsTable']}>
      <caption>{t('why.points')}</caption>
      <tbody>
        {attributes.map(({ key, title, points, counted }) => (
          <tr key={key} data-counted={counted}>
            <td>{text(title)}</td>
            <td>{points > 0 ? `+${points}` : points}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('why.total')}</th>
          <td>{Number(total.toFixed(10))}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Run({
  app,
  form,
  run,
  titles,
}: {
  app: string;
  form: string;
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
      {detail.changes.length > 0 && <Changes form={model} changes={detail.changes} titles={titles} />}
      {detail.done.map((done) => (
        <p key={text(done)} className={styles['quiet']}>
          {text(done)}
        </p>
      ))}
      {detail.problems.length > 0 && <ProblemList quiet problems={detail.problems} />}
    </li>
  );
}
