import { StarFilled } from '@ant-design/icons';
import { chartTypes, rankedCharts } from '@tangram/reports';
import type { ReportDefinition } from '@tangram/schema';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { useAnswer } from '../answer/useAnswer.ts';
import { ReportCard } from '../chart/ReportCard.tsx';
import styles from './designer.module.css';
import { setChart, type Edit } from './report-edits.ts';

/** The answer as it is now, and the charts it can be switched to. */
export function Preview({
  app,
  report,
  name,
  edit,
}: {
  app: string;
  report: ReportDefinition;
  name: string;
  edit: Edit;
}) {
  const { t } = useTranslation('reports');
  const isUntouched =
    (report.query.dimensions ?? []).length === 0 &&
    report.query.filter === undefined &&
    report.query.measures.length === 1;
  return (
    <div className={styles['preview']}>
      <ChartSwitch app={app} report={report} edit={edit} />
      {isUntouched && <p className={styles['start']}>{t('designer.startText')}</p>}
      <div className={styles['result']}>
        <ReportCard app={app} report={report} title={name} />
      </div>
    </div>
  );
}

function ChartSwitch({ app, report, edit }: { app: string; report: ReportDefinition; edit: Edit }) {
  const { t } = useTranslation('reports');
  const text = useText();
  const { result } = useAnswer(app, report.query);
  const ranked = rankedCharts(report.query, result?.columns);
  const best = ranked[0]?.type;
  return (
    <div className={styles['charts']} role="radiogroup" aria-label={t('designer.chart')}>
      {chartTypes.map((chart) => {
        const can = ranked.includes(chart);
        const title = text(chart.title);
        const hint = !can ? t('designer.cannotShow') : chart.type === best ? t('designer.suggested') : '';
        return (
          <Tooltip key={chart.type} title={hint}>
            <button
              type="button"
              role="radio"
              aria-checked={chart.type === report.chart.type}
              aria-disabled={!can}
              data-chart={chart.type}
              onClick={() =>
                can &&
                chart.type !== report.chart.type &&
                edit('chart', (before) => setChart(before, { type: chart.type }))
              }
            >
              <Icon name={chart.icon} />
              <span>{title}</span>
              {chart.type === best && (
                <StarFilled className={styles['star'] ?? ''} aria-label={t('designer.suggested')} />
              )}
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
