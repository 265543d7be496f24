import { HolderOutlined, PlusOutlined } from '@ant-design/icons';
import type { AppForMember } from '@tangram/client';
import { chartTypeNamed } from '@tangram/reports';
import { keyFrom } from '@tangram/schema';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useText } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/Icon.tsx';
import styles from '../designer/designer.module.css';
import { addTile, usualSize, type DashboardEdit } from './dashboard-edits.ts';

const mimeType = 'application/x-tangram-report';

/** The published reports of the application: drag one onto the board, or click it. */
export function ReportPalette({ app, model, edit }: { app: string; model: AppForMember; edit: DashboardEdit }) {
  const { t } = useTranslation('reports');
  const text = useText();
  const reports = Object.entries(model.reports);
  const newKey = keyFrom('report', new Set(reports.map(([key]) => key)));
  return (
    <div className={styles['palette']}>
      <h3 className={styles['group']}>{t('designer.addReport')}</h3>
      <p className={styles['hint']}>{reports.length === 0 ? t('designer.noReports') : t('designer.addReportHint')}</p>
      {reports.map(([key, report]) => (
        <div
          key={key}
          className={styles['field']}
          data-report={key}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.setData(mimeType, key);
            event.dataTransfer.effectAllowed = 'copy';
          }}
        >
          <button
            type="button"
            className={styles['fieldName']}
            onClick={() => edit('addTile', (before) => addTile(before, key, sizeOfReport(model, key)))}
          >
            <HolderOutlined className={styles['handle'] ?? ''} />
            <Icon name={chartTypeNamed(report.chart.type)?.icon} fallback="bar-chart" />
            <span>{text(report.title)}</span>
          </button>
        </div>
      ))}
      <Link to={`/apps/${encodeURIComponent(app)}/design/reports/${encodeURIComponent(newKey)}`}>
        <Button type="text" size="small" icon={<PlusOutlined />}>
          {t('designer.createReport')}
        </Button>
      </Link>
    </div>
  );
}

/** The report that is being dropped; null for anything else that can be dragged onto a page. */
export function draggedReport(event: DragEvent): string | null {
  return event.dataTransfer?.getData(mimeType) || null;
}

/** The room a report usually takes. */
export function sizeOfReport(model: AppForMember, key: string): { width: number; height: number } {
  return usualSize(model.reports[key]?.chart.type, (type) => chartTypeNamed(type)?.figures !== undefined);
}
