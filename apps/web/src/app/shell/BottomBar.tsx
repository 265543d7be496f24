import { AppstoreOutlined, HomeOutlined, InboxOutlined, SearchOutlined } from '@ant-design/icons';
import type { AppForMember } from '@tangram/client';
import { useQuery } from '@tanstack/react-query';
import { Badge, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import styles from './BottomBar.module.css';
import { inboxCountQuery } from './inbox-count.ts';
import { ApplicationMenu, WorkspaceMenu } from './SideMenu.tsx';
import menuStyles from './SideMenu.module.css';

/** The phone's menu, within reach of the thumb. */
export function BottomBar({
  appKey,
  app,
  onSearch,
}: {
  appKey: string;
  app: AppForMember | undefined;
  onSearch: () => void;
}) {
  const { t } = useTranslation('app');
  const [open, setOpen] = useState(false);
  const { data: count = 0 } = useQuery(inboxCountQuery);
  const active = ({ isActive }: { isActive: boolean }) => (isActive ? (styles['active'] ?? '') : '');
  return (
    <nav className={styles['bar']} aria-label={t('menu.more')}>
      <NavLink to="/" end className={active}>
        <HomeOutlined />
        <span className={styles['label']}>{t('menu.home')}</span>
      </NavLink>
      <NavLink to="/inbox" className={active}>
        <Badge count={count} size="small" offset={[6, 0]}>
          <InboxOutlined />
        </Badge>
        <span className={styles['label']}>{t('menu.inbox')}</span>
      </NavLink>
      <button type="button" onClick={() => setOpen(true)} className={appKey === '' ? '' : (styles['active'] ?? '')}>
        <AppstoreOutlined />
        <span className={styles['label']}>{t(appKey === '' ? 'menu.apps' : 'menu.more')}</span>
      </button>
      <button type="button" onClick={onSearch}>
        <SearchOutlined />
        <span className={styles['label']}>{t('menu.search')}</span>
      </button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="bottom"
        size="70dvh"
        closable={false}
        styles={{ body: { padding: 12 } }}
      >
        {/* Any link in it leads away: the drawer has done its work. */}
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
        <div className={menuStyles['scroll']} onClickCapture={() => setOpen(false)}>
          {appKey === '' ? <WorkspaceMenu folded={false} /> : <ApplicationMenu app={app} folded={false} />}
        </div>
      </Drawer>
    </nav>
  );
}
