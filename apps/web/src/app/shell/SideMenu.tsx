import {
  ApiOutlined,
  AppstoreOutlined,
  BgColorsOutlined,
  HomeOutlined,
  InboxOutlined,
  LeftOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { AppForMember } from '@tangram/client';
import { useQuery } from '@tanstack/react-query';
import { Badge, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { AppIcon } from '../../ui/AppIcon.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Tangram } from '../../ui/Tangram.tsx';
import { appsQuery } from '../app-query.ts';
import { useText } from '../i18n.ts';
import { useMe } from '../session.ts';
import { inboxCountQuery } from './inbox-count.ts';
import { menuOf } from './pages.ts';
import styles from './SideMenu.module.css';

const foldedKey = 'tangram.menu.folded';

/** The menu at the left: of the application that is open, else of the workspace. */
export function SideMenu({ appKey, app }: { appKey: string; app: AppForMember | undefined }) {
  const { t } = useTranslation('app');
  const [folded, setFolded] = useState(() => localStorage.getItem(foldedKey) === 'yes');
  const fold = (next: boolean) => {
    localStorage.setItem(foldedKey, next ? 'yes' : 'no');
    setFolded(next);
  };
  return (
    <nav className={styles['menu']} data-folded={folded} aria-label={t('menu.more')}>
      <Link to="/" className={styles['brand']}>
        <Tangram size={28} />
        <span>{t('product')}</span>
      </Link>
      <div className={styles['scroll']}>
        {appKey === '' ? <WorkspaceMenu folded={folded} /> : <ApplicationMenu app={app} folded={folded} />}
      </div>
      <Tooltip title={folded ? t('menu.unfold') : ''} placement="right">
        <button
          type="button"
          className={styles['fold']}
          onClick={() => fold(!folded)}
          aria-label={t(folded ? 'menu.unfold' : 'menu.fold')}
        >
          {folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        </button>
      </Tooltip>
    </nav>
  );
}

/** The pages of the open application, also used by the drawer of the phone. */
export function ApplicationMenu({ app, folded }: { app: AppForMember | undefined; folded: boolean }) {
  const { t } = useTranslation('app');
  const text = useText();
  const me = useMe();
  if (app === undefined) return null;
  const base = `/apps/${encodeURIComponent(app.app.key)}`;
  return (
    <>
      <Link to={base} className={styles['app']} title={text(app.app.title)}>
        <AppIcon name={app.app.icon} color={app.app.color} size={32} />
        <span>{text(app.app.title)}</span>
      </Link>
      {menuOf(app).map((group, at) => (
        <section key={`${at}`}>
          {group.title !== null && <h2>{text(group.title)}</h2>}
          {group.pages.map((page) => (
            <Item
              key={page.path}
              to={page.path}
              icon={<Icon name={page.icon} fallback="table" />}
              label={text(page.title)}
              folded={folded}
            />
          ))}
        </section>
      ))}
      <section className={styles['last']}>
        {(app.isDesigner ?? me.isAdministrator) && (
          <Item to={`${base}/design`} icon={<BgColorsOutlined />} label={t('menu.design')} folded={folded} />
        )}
        <Item to="/" end icon={<LeftOutlined />} label={t('menu.allApps')} folded={folded} neverActive />
      </section>
    </>
  );
}

export function WorkspaceMenu({ folded }: { folded: boolean }) {
  const { t } = useTranslation('app');
  const text = useText();
  const me = useMe();
  const { data: count = 0 } = useQuery(inboxCountQuery);
  const { data: apps } = useQuery(appsQuery);
  return (
    <>
      <section>
        <Item to="/" end icon={<HomeOutlined />} label={t('menu.home')} folded={folded} />
        <Item to="/inbox" icon={<InboxOutlined />} label={t('menu.inbox')} folded={folded} count={count} />
        {me.isAdministrator && (
          <>
            <Item to="/settings/people" icon={<TeamOutlined />} label={t('menu.people')} folded={folded} />
            <Item to="/settings/connections" icon={<ApiOutlined />} label={t('menu.connections')} folded={folded} />
          </>
        )}
      </section>
      {(apps?.rows.length ?? 0) > 0 && (
        <section>
          <h2>{t('menu.apps')}</h2>
          {apps?.rows.map((app) => (
            <Item
              key={app.key}
              to={`/apps/${encodeURIComponent(app.key)}`}
              icon={app.icon === undefined ? <AppstoreOutlined /> : <Icon name={app.icon} fallback="appstore" />}
              label={text(app.title)}
              folded={folded}
            />
          ))}
        </section>
      )}
    </>
  );
}

function Item({
  to,
  icon,
  label,
  folded,
  count = 0,
  end = false,
  neverActive = false,
}: {
  to: string;
  icon: ReactNode;
  label: string;
  folded: boolean;
  count?: number;
  end?: boolean;
  neverActive?: boolean;
}) {
  return (
    <Tooltip title={folded ? label : ''} placement="right">
      <NavLink
        to={to}
        end={end}
        className={({ isActive }) => `${styles['item']} ${isActive && !neverActive ? styles['active'] : ''}`}
      >
        <Badge dot={folded && count > 0} className={styles['icon'] ?? ''}>
          {icon}
        </Badge>
        <span className={styles['label']}>{label}</span>
        {count > 0 && <span className={styles['count']}>{count > 99 ? '99+' : count}</span>}
      </NavLink>
    </Tooltip>
  );
}
