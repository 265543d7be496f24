import { SearchOutlined } from '@ant-design/icons';
import type { AppForMember } from '@tangram/client';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Tangram } from '../../ui/Tangram.tsx';
import { useIsPhone } from '../../ui/useIsPhone.ts';
import { useText } from '../i18n.ts';
import { Bell } from './Bell.tsx';
import { LanguageSwitch, PersonMenu, ThemeSwitch } from './PersonMenu.tsx';
import styles from './TopBar.module.css';

/** Search at the left, the person's own things at the right. */
export function TopBar({ app, onSearch }: { app: AppForMember | undefined; onSearch: () => void }) {
  const { t } = useTranslation('app');
  const text = useText();
  const isPhone = useIsPhone();
  const isMac = navigator.platform.startsWith('Mac');
  return (
    <header className={styles['bar']}>
      {isPhone ? (
        <Link to="/" className={styles['brand']}>
          <Tangram size={24} />
          <span>{app === undefined ? t('product') : text(app.app.title)}</span>
        </Link>
      ) : (
        <button type="button" className={styles['search']} onClick={onSearch}>
          <SearchOutlined />
          <span>{t('top.search')}</span>
          <kbd>{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
        </button>
      )}
      <div className={styles['space']} />
      {!isPhone && <LanguageSwitch />}
      {!isPhone && <ThemeSwitch />}
      <Bell />
      <PersonMenu />
    </header>
  );
}
