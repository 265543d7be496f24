import { CalendarOutlined, LogoutOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, type MenuProps, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Avatar } from '../../ui/Avatar.tsx';
import { client } from '../client.ts';
import { useLanguage } from '../i18n.ts';
import { sessionQuery, useMe, useSwitchLanguage } from '../session.ts';
import { forgetSession } from '../session-key.ts';
import { type ThemeChoice, useMode, useThemeChoice } from '../theme/theme-store.ts';
import { MyAbsence } from './MyAbsence.tsx';
import styles from './TopBar.module.css';

/** Says the other language by its own name, so that someone who cannot read the page finds it. */
export function LanguageSwitch() {
  const { t } = useTranslation('app');
  const language = useLanguage();
  const switchLanguage = useSwitchLanguage();
  return (
    <Tooltip title={t('top.language')}>
      <Button
        type="text"
        className={styles['language'] ?? ''}
        onClick={() => switchLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {language === 'zh' ? 'EN' : '中文'}
      </Button>
    </Tooltip>
  );
}

export function ThemeSwitch() {
  const { t } = useTranslation('app');
  const { choice, choose } = useThemeChoice();
  const mode = useMode();
  return (
    <Dropdown
      trigger={['click']}
      menu={{ selectedKeys: [choice], items: themeItems(t), onClick: ({ key }) => choose(key as ThemeChoice) }}
    >
      <Button
        type="text"
        className={styles['round'] ?? ''}
        icon={mode === 'dark' ? <MoonOutlined /> : <SunOutlined />}
        aria-label={t('top.theme')}
      />
    </Dropdown>
  );
}

export function PersonMenu() {
  const { t } = useTranslation('app');
  const me = useMe();
  const language = useLanguage();
  const switchLanguage = useSwitchLanguage();
  const { choice, choose } = useThemeChoice();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isAbsenceOpen, openAbsence] = useState(false);

  const signOut = async () => {
    await client.session.signOut();
    forgetSession();
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, null);
    await navigate('/sign-in');
  };
  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: (
        <div className={styles['who']}>
          <strong>{me.name}</strong>
          <span>{me.email}</span>
        </div>
      ),
    },
    { type: 'divider' },
    { key: 'theme', label: t('top.theme'), children: themeItems(t) },
    {
      key: 'language',
      label: t('top.language'),
      children: [
        { key: 'zh', label: '简体中文' },
        { key: 'en', label: 'English' },
      ],
    },
    { key: 'absence', icon: <CalendarOutlined />, label: t('top.absence') },
    { type: 'divider' },
    { key: 'out', icon: <LogoutOutlined />, label: t('top.signOut') },
  ];
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items,
          selectedKeys: [language, choice],
          onClick: ({ key }) => {
            if (key === 'out') void signOut();
            else if (key === 'absence') openAbsence(true);
            else if (key === 'zh' || key === 'en') switchLanguage(key);
            else if (key === 'light' || key === 'dark' || key === 'system') choose(key);
          },
        }}
      >
        <button type="button" className={styles['person']} aria-label={t('top.person')}>
          <Avatar name={me.name} size={32} />
        </button>
      </Dropdown>
      {isAbsenceOpen && <MyAbsence onClose={() => openAbsence(false)} />}
    </>
  );
}

function themeItems(t: (key: `top.${ThemeChoice}`) => string) {
  return (['light', 'dark', 'system'] as const).map((key) => ({ key, label: t(`top.${key}`) }));
}
