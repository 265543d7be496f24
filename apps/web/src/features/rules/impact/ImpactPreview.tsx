import type { ImpactCount, ImpactQuestion, RuleImpact } from '@tangram/rules';
import type { JsonObject } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../../app/client.ts';
import { useText } from '../../../app/i18n.ts';
import { keys } from '../../../app/query-keys.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { useDesigner } from '../designer-context.ts';
import styles from '../Why.module.css';
import { ImpactRecordsDrawer } from './ImpactRecordsDrawer.tsx';
import { QuestionWords } from './QuestionWords.tsx';

/** What publishing the draft would change for the records there are, in numbers that open the records behind them. */
export function ImpactPreview() {
  const { t } = useTranslation('rules');
  const text = useText();
  const { app, ruleKey, rule, form } = useDesigner();
  const [shown, setShown] = useState<ImpactQuestion | null>(null);
  const impact = useQuery({
    queryKey: keys.records(app, rule.form, 'rule impact', ruleKey, rule),
    // The route answers what the engine's `impact` returns.
    queryFn: async () =>
      (await client.work.ruleImpact(app, ruleKey, {
        definition: rule as unknown as JsonObject,
      })) as unknown as RuleImpact,
    retry: false,
    staleTime: 0,
  });
  if (impact.error !== null) return <ProblemList problems={problemsToShow(impact.error)} />;
  const { data } = impact;
  if (data === undefined) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  const formTitle = text(form?.definition.form.title);
  const place = data.looked < data.total ? 'impact.partly' : data.isNew ? 'impact.isNew' : 'impact.isChange';
  return (
    <section className={styles['impact']}>
      <h3>{t('impact.title')}</h3>
      <p className={styles['quiet']}>{t(place, { total: data.total, looked: data.looked, form: formTitle })}</p>
      {data.counts.length === 0 && <p>{t('impact.nothing')}</p>}
      <ul>
        {inOrder(data.counts).map((one) => (
          <li key={JSON.stringify(one.question)} data-detail={one.question.type === 'value'}>
            <QuestionWords {...one} titles={data.titles} />
            <Button type="link" size="small" onClick={() => setShown(one.question)}>
              {t('impact.show')}
            </Button>
          </li>
        ))}
      </ul>
      {shown !== null && <ImpactRecordsDrawer question={shown} onClose={() => setShown(null)} />}
    </section>
  );
}

/**
 * What people set the bands for comes first; the values of a field stand under the field; otherwise the larger number
 * comes first, as answered.
 */
function inOrder(counts: readonly ImpactCount[]): ImpactCount[] {
  const ofBands = counts.filter(({ question }) => 'band' in question);
  const others = counts.flatMap((one) => {
    const { question } = one;
    if (question.type === 'value' || 'band' in question) return [];
    if (question.type !== 'field') return [one];
    const { field } = question;
    return [one, ...counts.filter(({ question: each }) => each.type === 'value' && each.field === field)];
  });
  return [...ofBands, ...others];
}
