import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import { problemsToShow } from '../../../app/client.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { useDesigner } from '../designer-context.ts';
import { CaseList } from './CaseList.tsx';
import { useCaseReport } from './useCaseReport.ts';

/** The cases kept with the rule, run under the draft: "12 pass, 1 flips". */
export function RuleCases() {
  const { t } = useTranslation('rules');
  const { app, ruleKey, rule } = useDesigner();
  const { data, error } = useCaseReport(app, ruleKey, rule);
  if (error !== null) return <ProblemList problems={problemsToShow(error)} />;
  if (data === undefined || data.rows.length === 0) return null;
  const label = [
    t('cases.passing', { count: data.passing }),
    ...(data.flipping === 0 ? [] : [t('cases.flipping', { count: data.flipping })]),
  ].join(t('cases.and'));
  return (
    <Collapse
      ghost
      defaultActiveKey={data.flipping > 0 ? ['cases'] : []}
      items={[{ key: 'cases', label, children: <CaseList rows={data.rows} mayRemove /> }]}
    />
  );
}
