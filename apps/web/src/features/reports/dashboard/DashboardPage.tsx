import { EditOutlined } from '@ant-design/icons';
import type { AppForMember } from '@tangram/client';
import type { Tile } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { appQuery } from '../../../app/app-query.ts';
import { useText } from '../../../app/i18n.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Page } from '../../../ui/Page.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { PageSkeleton } from '../../../ui/Skeletons.tsx';
import { ReportCard } from '../chart/ReportCard.tsx';
import styles from './DashboardPage.module.css';
import { readingOrder } from './tiles.ts';

/** Tiles on their grid, each with its live answer; one below the other on a phone. */
export function DashboardPage() {
  const { app = '', key = '' } = useParams();
  const { t } = useTranslation('reports');
  const text = useText();
  const { data: model } = useQuery(appQuery(app));
  if (model === undefined) return <PageSkeleton />;
  const dashboard = model.dashboards[key];
  if (dashboard === undefined) return <EmptyState title={t('missing')} text={t('missingText')} />;
  const design = `/apps/${encodeURIComponent(app)}/design/dashboards/${encodeURIComponent(key)}`;
  return (
    <Page>
      <PageHeader
        title={text(dashboard.title)}
        {...(dashboard.description === undefined ? {} : { text: text(dashboard.description) })}
        actions={
          model.isDesigner === true && (
            <Link to={design} className={styles['design'] ?? ''}>
              <Button icon={<EditOutlined />}>{t('design')}</Button>
            </Link>
          )
        }
      />
      {dashboard.tiles.length === 0 ? (
        <EmptyState title={t('noTiles')} text={t('noTilesText')} figure="house" />
      ) : (
        <div className={styles['grid']}>
          {readingOrder(dashboard.tiles).map((tile) => (
            <div key={tile.id} className={styles['tile']} style={place(tile)}>
              <DashboardTile app={app} model={model} tile={tile} />
            </div>
          ))}
        </div>
      )}
    </Page>
  );
}

function DashboardTile({ app, model, tile }: { app: string; model: AppForMember; tile: Tile }) {
  const { t } = useTranslation('reports');
  const text = useText();
  const report = model.reports[tile.report];
  if (report === undefined) return <EmptyState small title={t('missing')} text={t('missingText')} figure="square" />;
  const address = `/apps/${encodeURIComponent(app)}/reports/${encodeURIComponent(tile.report)}`;
  return <ReportCard app={app} report={report} title={<Link to={address}>{text(report.title)}</Link>} />;
}

/** The grid's lines count from 1. The height stays as designed when tiles stand one below the other. */
function place(tile: Tile): CSSProperties {
  return {
    '--column': `${tile.x + 1} / span ${tile.width}`,
    '--row': `${tile.y + 1} / span ${tile.height}`,
    '--height': String(tile.height),
  } as CSSProperties;
}
