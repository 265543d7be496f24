import { BarChartOutlined, ReloadOutlined, TableOutlined } from '@ant-design/icons';
import { chartTypeNamed, type QueryResult } from '@tangram/reports';
import type { ReportDefinition } from '@tangram/schema';
import { Button, Skeleton, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemsToShow } from '../../../app/client.ts';
import { useText } from '../../../app/i18n.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { useDrill } from '../answer/drill.ts';
import { useAnswer } from '../answer/useAnswer.ts';
import { AnswerNotes } from './AnswerNotes.tsx';
import { ChartView } from './ChartView.tsx';
import styles from './ReportCard.module.css';

/** A report with its live answer: title, notes, the switch to its table twin, and the way to the records behind it. */
export function ReportCard({
  app,
  report,
  title,
  canDrill = true,
  actions,
}: {
  app: string;
  report: ReportDefinition;
  /** Instead of the report's own title, such as a link to its page; null where the page says it already. */
  title?: ReactNode;
  canDrill?: boolean;
  actions?: ReactNode;
}) {
  const { t } = useTranslation('reports');
  const text = useText();
  const [asTable, setAsTable] = useState(false);
  const { result, error, isRefreshing } = useAnswer(app, report.query);
  const drill = useDrill(app, report.query, result);
  const type = chartTypeNamed(report.chart.type);
  // Axes without a mark look like a broken chart; as a table, blank cells say what they are.
  const isBlank = result !== undefined && type?.option !== undefined && !asTable && hasNoValue(result);
  const isDrawn = type?.option !== undefined || type?.figures !== undefined;
  return (
    <section className={styles['card']} aria-label={text(report.title)} aria-busy={isRefreshing}>
      <header className={styles['head']}>
        {title === null ? <span className={styles['space']} /> : <h2>{title ?? text(report.title)}</h2>}
        {result !== undefined && <AnswerNotes result={result} />}
        {isDrawn && (
          <Tooltip title={t(asTable ? 'showChart' : 'showTable')}>
            <Button
              type="text"
              size="small"
              icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
              aria-label={t(asTable ? 'showChart' : 'showTable')}
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            />
          </Tooltip>
        )}
        {actions}
      </header>
      <div className={styles['body']}>
        {error !== null && <ProblemList problems={problemsToShow(error)} />}
        {error === null && result === undefined && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
        {error === null && result !== undefined && result.rows.length === 0 && (
          <EmptyState small title={t('empty')} text={t('emptyText')} figure="square" />
        )}
        {error === null && isBlank && <EmptyState small title={t('blank')} text={t('blankText')} figure="square" />}
        {error === null && result !== undefined && result.rows.length > 0 && !isBlank && (
          <ChartView chart={report.chart} result={result} asTable={asTable} {...(canDrill ? { onRow: drill } : {})} />
        )}
      </div>
      {isRefreshing && result !== undefined && <ReloadOutlined spin className={styles['busy'] ?? ''} aria-hidden />}
    </section>
  );
}

/** Whether there are groups, but every number of every group is blank. */
function hasNoValue({ columns, rows }: QueryResult): boolean {
  const values = columns.filter(({ role }) => role !== 'dimension');
  return rows.length > 0 && rows.every((row) => values.every(({ key }) => (row[key] ?? null) === null));
}
