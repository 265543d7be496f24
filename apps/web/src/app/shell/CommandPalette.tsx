import { SearchOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Icon } from '../../ui/Icon.tsx';
import { appQuery, appsQuery } from '../app-query.ts';
import { useLanguage, useText } from '../i18n.ts';
import { keys } from '../query-keys.ts';
import { useMe, useSwitchLanguage } from '../session.ts';
import { useMode, useThemeChoice } from '../theme/theme-store.ts';
import styles from './CommandPalette.module.css';
import { menuOf } from './pages.ts';
import { type PaletteEntry, matching } from './palette-entries.ts';
import { searchRecords } from './search-records.ts';

/** Ctrl+K: go anywhere, find any record, do anything, without leaving the keyboard. */
export function CommandPalette({ appKey, onClose }: { appKey: string; onClose: () => void }) {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const wanted = useDeferredValue(typed.trim());
  const fixed = useFixedEntries(appKey);
  const records = useRecordEntries(appKey, wanted);
  const entries = useMemo(() => [...records, ...matching(fixed, wanted)].slice(0, 40), [records, fixed, wanted]);
  const chosen = Math.min(at, Math.max(entries.length - 1, 0));

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const run = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return;
    onClose();
    if (entry.path !== undefined) void navigate(entry.path);
    entry.run?.();
  };
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={600}
      style={{ top: '12vh' }}
      styles={{ container: { padding: 0 } }}
    >
      <div className={styles['head']}>
        <SearchOutlined />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="command-palette"
          aria-label={t('palette.placeholder')}
          placeholder={t('palette.placeholder')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'ArrowDown') setAt((chosen + 1) % Math.max(entries.length, 1));
            else if (event.key === 'ArrowUp') setAt((chosen - 1 + entries.length) % Math.max(entries.length, 1));
            else if (event.key === 'Enter') run(entries[chosen]);
            else return;
            event.preventDefault();
          }}
        />
      </div>
      <ul id="command-palette" role="listbox" ref={list} className={styles['list']}>
        {entries.map((entry, i) => (
          <li key={entry.id} role="presentation">
            {entries[i - 1]?.group !== entry.group && <h3 role="presentation">{t(`palette.${entry.group}`)}</h3>}
            <button
              type="button"
              role="option"
              aria-selected={i === chosen}
              tabIndex={-1}
              onClick={() => run(entry)}
              onMouseMove={() => setAt(i)}
            >
              <Icon name={entry.icon} fallback="right" />
              <span>{entry.title}</span>
              {entry.detail !== undefined && <small>{entry.detail}</small>}
            </button>
          </li>
        ))}
        {entries.length === 0 && <li className={styles['nothing']}>{t('palette.nothing', { text: typed })}</li>}
      </ul>
      <footer className={styles['foot']}>{t('palette.hint')}</footer>
    </Modal>
  );
}

function useRecordEntries(appKey: string, wanted: string): readonly PaletteEntry[] {
  const text = useText();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: keys.reports('', 'search', appKey, wanted),
    enabled: wanted.length >= 2,
    staleTime: 10_000,
    queryFn: ({ signal }) => searchRecords(queries, appKey, wanted, text, signal),
    placeholderData: (before) => before,
  });
  return wanted.length >= 2 ? (data ?? []) : [];
}

function useFixedEntries(appKey: string): readonly PaletteEntry[] {
  const { t } = useTranslation('app');
  const text = useText();
  const me = useMe();
  const language = useLanguage();
  const mode = useMode();
  const chooseTheme = useThemeChoice((state) => state.choose);
  const switchLanguage = useSwitchLanguage();
  const { data: apps } = useQuery(appsQuery);
  const { data: app } = useQuery(appQuery(appKey));
  return useMemo(() => {
    const entries: PaletteEntry[] = [];
    const page = (path: string, title: string, icon: string, detail?: string) =>
      entries.push({
        id: `page ${path}`,
        group: 'pages',
        title,
        icon,
        path,
        ...(detail === undefined ? {} : { detail }),
      });
    if (app !== undefined) {
      for (const group of menuOf(app))
        for (const one of group.pages) page(one.path, text(one.title), one.icon, text(app.app.title));
      page(`/apps/${encodeURIComponent(appKey)}/design`, t('menu.design'), 'setting', text(app.app.title));
    }
    page('/', t('menu.home'), 'home');
    page('/inbox', t('menu.inbox'), 'inbox');
    if (me.isAdministrator) {
      page('/settings/people', t('menu.people'), 'team');
      page('/settings/connections', t('menu.connections'), 'link');
    }
    for (const one of apps?.rows ?? [])
      page(`/apps/${encodeURIComponent(one.key)}`, text(one.title), one.icon ?? 'appstore');

    for (const [key, form] of Object.entries(app?.forms ?? {})) {
      const title = text(form.definition.form.title);
      const base = `/apps/${encodeURIComponent(appKey)}`;
      if (form.access.operations.includes('create')) {
        const path = `${base}/forms/${encodeURIComponent(key)}?new`;
        entries.push({
          id: `new ${key}`,
          group: 'commands',
          title: t('palette.newRecord', { form: title }),
          icon: 'plus-circle',
          path,
        });
      }
      if (me.isAdministrator) {
        const path = `${base}/design/forms/${encodeURIComponent(key)}`;
        entries.push({
          id: `design ${key}`,
          group: 'commands',
          title: t('palette.designForm', { form: title }),
          icon: 'edit',
          path,
        });
      }
    }
    const command = (id: string, title: string, icon: string, run: () => void) =>
      entries.push({ id, group: 'commands', title, icon, run });
    command('theme', t(mode === 'dark' ? 'palette.useLight' : 'palette.useDark'), 'bulb', () =>
      chooseTheme(mode === 'dark' ? 'light' : 'dark'),
    );
    command('language', t('palette.speakOther'), 'global', () => switchLanguage(language === 'zh' ? 'en' : 'zh'));
    return entries;
  }, [app, apps, appKey, me.isAdministrator, t, text, mode, language, chooseTheme, switchLanguage]);
}
