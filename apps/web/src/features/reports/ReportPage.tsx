import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { appQuery } from '../../app/app-query.ts';
import { useText } from '../../app/i18n.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PageSkeleton } from '../../ui/Skeletons.tsx';
import { ReportCard } from './chart/ReportCard.tsx';
import styles from './ReportPage.module.css';

/** One report on a page of its own. */
export function ReportPage() {
  const { app = '', key = '' } = useParams();
  const { t } = useTranslation('reports');
  const text = useText();
  const { data: model } = useQuery(appQuery(app));
  if (model === undefined) return <PageSkeleton />;
  const report = model.reports[key];
  if (report === undefined) return <EmptyState title={t('missing')} text={t('missingText')} />;
  return (
    <Page>
      <PageHeader
        title={text(report.title)}
        {...(report.description === undefined ? {} : { text: text(report.description) })}
        actions={
          model.isDesigner === true && (
            <Link to={`/apps/${encodeURIComponent(app)}/design/reports/${encodeURIComponent(key)}`}>
              <Button icon={<EditOutlined />}>{t('design')}</Button>
            </Link>
          )
        }
      />
      <div className={styles['report']}>
        <ReportCard app={app} report={report} title={null} />
      </div>
    </Page>
  );
}
