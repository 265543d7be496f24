import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { appQuery } from '../../app/app-query.ts';
import { problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { useMe } from '../../app/session.ts';
import { menuOf } from '../../app/shell/pages.ts';
import { TroublePage } from '../../app/TroublePage.tsx';
import { AppIcon } from '../../ui/AppIcon.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PageSkeleton } from '../../ui/Skeletons.tsx';
import styles from './AppPage.module.css';

const CreateDefinitionDialog = lazy(async () => ({
  default: (await import('./CreateDefinitionDialog.tsx')).CreateDefinitionDialog,
}));

/** The front page of an application: all its pages at a glance, or the next step while there are none. */
export function AppPage() {
  const { t } = useTranslation('apps');
  const text = useText();
  const me = useMe();
  const { app: key = '' } = useParams();
  const { data: app, error, isPending } = useQuery(appQuery(key));
  const [creating, setCreating] = useState(false);
  if (error !== null) return <TroublePage problems={problemsToShow(error)} />;
  if (isPending) return <PageSkeleton />;

  const mayDesign = app.isDesigner ?? me.isAdministrator;
  const groups = menuOf(app);
  return (
    <Page>
      <PageHeader
        icon={<AppIcon name={app.app.icon} color={app.app.color} size={44} />}
        title={text(app.app.title)}
        text={app.app.description === undefined ? undefined : text(app.app.description)}
        actions={
          mayDesign && (
            <Link to="design">
              <Button>{t('overview.design')}</Button>
            </Link>
          )
        }
      />
      {groups.length === 0 && (
        <EmptyState
          figure="house"
          title={t(mayDesign ? 'overview.empty' : 'overview.emptyMember')}
          text={t(mayDesign ? 'overview.emptyText' : 'overview.emptyMemberText')}
          actions={
            mayDesign && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
                {t('overview.addForm')}
              </Button>
            )
          }
        />
      )}
      {groups.map((group, at) => (
        <section key={`${at}`} className={styles['group']}>
          {group.title !== null && <h2>{text(group.title)}</h2>}
          <div className={styles['pages']}>
            {group.pages.map((page) => (
              <Link key={page.path} to={page.path} className={styles['page']}>
                <AppIcon name={page.icon} color={app.app.color} size={36} fallback="table" />
                <span>{text(page.title)}</span>
              </Link>
            ))}
          </div>
        </section>
      ))}
      <Suspense>
        {creating && <CreateDefinitionDialog app={key} kind="form" onClose={() => setCreating(false)} />}
      </Suspense>
    </Page>
  );
}
