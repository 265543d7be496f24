import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useMatch } from 'react-router';
import { PageSkeleton } from '../../ui/Skeletons.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { useIsPhone } from '../../ui/useIsPhone.ts';
import { useLive } from '../../ui/useLive.ts';
import { useAppModel } from '../app-query.ts';
import { useAccent } from '../theme/ThemeProvider.tsx';
import styles from './AppShell.module.css';
import { BottomBar } from './BottomBar.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { SideMenu } from './SideMenu.tsx';
import { TopBar } from './TopBar.tsx';

/** Everything around a page: menu, top bar, global search, live updates. Designers get the whole window. */
export function AppShell() {
  const { t } = useTranslation('app');
  const isPhone = useIsPhone();
  const location = useLocation();
  const isDesigner = useMatch('/apps/:app/design/:kind/:key') !== null;
  const appKey = useMatch('/apps/:app/*')?.params.app ?? '';
  const app = useAppModel(appKey);
  const [searching, setSearching] = useState(false);
  useLive();
  useAccent(app?.app.color);
  useShortcuts({ 'mod+k': () => setSearching(true) });

  const page = (
    <Suspense fallback={<PageSkeleton />}>
      <Outlet />
    </Suspense>
  );
  const palette = searching && <CommandPalette appKey={appKey} onClose={() => setSearching(false)} />;
  if (isDesigner) {
    return (
      <div className={styles['designer']}>
        {page}
        {palette}
      </div>
    );
  }
  return (
    <div className={isPhone ? styles['phone'] : styles['desk']}>
      <a className={styles['skip']} href="#content">
        {t('menu.skip')}
      </a>
      {!isPhone && <SideMenu appKey={appKey} app={app} />}
      <div className={styles['sheet']}>
        <TopBar app={app} onSearch={() => setSearching(true)} />
        {/* Another address is another page: it begins at its top. */}
        <main id="content" className={styles['content']} tabIndex={-1} key={appKey + location.pathname.split('/')[1]}>
          {page}
        </main>
      </div>
      {isPhone && <BottomBar appKey={appKey} app={app} onSearch={() => setSearching(true)} />}
      {palette}
    </div>
  );
}
