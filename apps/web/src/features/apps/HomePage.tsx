import { FileExcelOutlined, FormOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import type { AppSummary, TemplateSummary } from '@tangram/client';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { appsQuery } from '../../app/app-query.ts';
import { client } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { readRecent } from '../../app/recent-records.ts';
import { useMe } from '../../app/session.ts';
import { AppIcon } from '../../ui/AppIcon.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PageSkeleton } from '../../ui/Skeletons.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { CreateAppDialog } from './CreateAppDialog.tsx';
import styles from './HomePage.module.css';
import { InboxSummary } from './InboxSummary.tsx';
import { InstallDialog } from './InstallDialog.tsx';

/** These bring the forms engine along, which the first page can do without. */
const CreateFormDialog = lazy(async () => ({ default: (await import('./CreateFormDialog.tsx')).CreateFormDialog }));
const SheetDialog = lazy(async () => ({ default: (await import('./SheetDialog.tsx')).SheetDialog }));

type Dialog = { type: 'app' } | { type: 'form' } | { type: 'sheet' } | { type: 'install'; template: TemplateSummary };

/** Where the day begins: what waits, my applications, what I looked at last, and three ways to start something new. */
export function HomePage() {
  const { t } = useTranslation('apps');
  const me = useMe();
  const navigate = useNavigate();
  const [hour] = useState(() => new Date().getHours());
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const apps = useQuery(appsQuery);
  const templates = useQuery({
    queryKey: keys.templates,
    queryFn: () => client.apps.templates(),
    enabled: me.isAdministrator,
    staleTime: 60_000,
  });
  if (apps.isPending) return <PageSkeleton />;
  const rows = apps.data?.rows ?? [];
  const isFirst = rows.length === 0;
  const hello = hour < 5 || hour >= 18 ? 'night' : hour < 12 ? 'morning' : 'day';
  const offered = (templates.data?.rows ?? []).filter((template) => !template.installed);

  return (
    <Page>
      <PageHeader
        title={t(`hello.${hello}`, { name: me.name })}
        text={isFirst && me.isAdministrator ? t('home.firstTitle') : undefined}
      />
      {(!isFirst || !me.isAdministrator) && <InboxSummary />}
      {isFirst && !me.isAdministrator && (
        <EmptyState figure="house" title={t('home.noApps')} text={t('home.noAppsText')} />
      )}
      {!isFirst && (
        <section className={styles['section']}>
          <h2>{t('home.apps')}</h2>
          <div className={styles['apps']}>
            {rows.map((app) => (
              <AppCard key={app.key} app={app} />
            ))}
            {me.isAdministrator && (
              <button type="button" className={styles['new']} onClick={() => setDialog({ type: 'app' })}>
                <PlusOutlined />
                {t('home.new')}
              </button>
            )}
          </div>
        </section>
      )}
      {!isFirst && <Recent />}
      {me.isAdministrator && (
        <section className={styles['section']}>
          {!isFirst && <h2>{t('home.start')}</h2>}
          <div className={styles['starts']} data-first={isFirst}>
            {offered.map((template) => (
              <TemplateStart
                key={template.key}
                template={template}
                onClick={() => setDialog({ type: 'install', template })}
              />
            ))}
            <Start
              icon={<FormOutlined />}
              title={t('start.empty')}
              text={t('start.emptyText')}
              color="#0f7b72"
              onClick={() => setDialog({ type: 'form' })}
            />
            <Start
              icon={<FileExcelOutlined />}
              title={t('start.sheet')}
              text={t('start.sheetText')}
              color="#a8650a"
              onClick={() => setDialog({ type: 'sheet' })}
            />
          </div>
        </section>
      )}
      {dialog?.type === 'app' && (
        <CreateAppDialog
          onClose={() => setDialog(null)}
          onCreated={(key) => void navigate(`/apps/${encodeURIComponent(key)}`)}
        />
      )}
      <Suspense>
        {dialog?.type === 'form' && <CreateFormDialog onClose={() => setDialog(null)} />}
        {dialog?.type === 'sheet' && <SheetDialog onClose={() => setDialog(null)} />}
      </Suspense>
      {dialog?.type === 'install' && <InstallDialog template={dialog.template} onClose={() => setDialog(null)} />}
    </Page>
  );
}

function AppCard({ app }: { app: AppSummary }) {
  const text = useText();
  return (
    <Link to={`/apps/${encodeURIComponent(app.key)}`} className={styles['card']}>
      <AppIcon name={app.icon} color={app.color} size={44} />
      <div className={styles['words']}>
        <strong>{text(app.title)}</strong>
        {app.description !== undefined && <span>{text(app.description)}</span>}
      </div>
    </Link>
  );
}

function TemplateStart({ template, onClick }: { template: TemplateSummary; onClick: () => void }) {
  const { t } = useTranslation('apps');
  const text = useText();
  return (
    <button type="button" className={styles['start']} onClick={onClick}>
      <AppIcon name={template.icon} color={template.color} size={44} fallback="team" />
      <strong>{t('start.template', { name: text(template.title) })}</strong>
      <span>{template.description === undefined ? t('start.templateText') : text(template.description)}</span>
      <RightOutlined />
    </button>
  );
}

function Start({
  icon,
  title,
  text,
  color,
  onClick,
}: {
  icon: React.ReactNode;
  title: string;
  text: string;
  color: string;
  onClick: () => void;
}) {
  return (
    <button type="button" className={styles['start']} onClick={onClick}>
      <span className={styles['startIcon']} style={{ '--color': color } as React.CSSProperties}>
        {icon}
      </span>
      <strong>{title}</strong>
      <span>{text}</span>
      <RightOutlined />
    </button>
  );
}

function Recent() {
  const { t } = useTranslation('apps');
  const me = useMe();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const records = readRecent(me.id);
  return (
    <section className={styles['section']}>
      <h2>{t('home.recent')}</h2>
      {records.length === 0 && <p className={styles['quiet']}>{t('home.recentEmpty')}</p>}
      <div className={styles['recent']}>
        {(all ? records : records.slice(0, 6)).map((record) => (
          <Link key={record.path} to={record.path}>
            <AppIcon name={record.icon} color={record.color} size={28} fallback="table" />
            <strong>{record.title}</strong>
            <span>{record.form}</span>
            <time dateTime={record.at}>{format.ago(record.at)}</time>
          </Link>
        ))}
      </div>
      {records.length > 6 && !all && (
        <Button type="text" size="small" onClick={() => setAll(true)}>
          {t('home.allInbox')}
        </Button>
      )}
    </section>
  );
}
