import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createContext, type ReactNode, use, useLayoutEffect, useMemo, useState } from 'react';
import { useLanguage } from '../i18n.ts';
import { useIsPhone } from '../../ui/useIsPhone.ts';
import { antdTheme } from './antd-theme.ts';
import { paintPage, useMode, useMotion } from './theme-store.ts';

const SetAccent = createContext<(accent: string | undefined) => void>(() => undefined);

/** antd, the page's custom properties, and antd's words, all following the person's theme and language at once. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const mode = useMode();
  const motion = useMotion();
  const isPhone = useIsPhone();
  const language = useLanguage();
  const [accent, setAccent] = useState<string | undefined>();
  const theme = useMemo(() => antdTheme(mode, accent, { motion, isPhone }), [mode, accent, motion, isPhone]);

  useLayoutEffect(() => paintPage(document.documentElement, mode, accent), [mode, accent]);
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);

  return (
    <SetAccent value={setAccent}>
      <ConfigProvider
        theme={theme}
        locale={language === 'zh' ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        <AntdApp message={{ maxCount: 3 }} notification={{ placement: 'bottomRight' }}>
          {children}
        </AntdApp>
      </ConfigProvider>
    </SetAccent>
  );
}

/** Colours the page in the accent of the application it shows, for as long as the calling component is there. */
export function useAccent(accent: string | undefined): void {
  const setAccent = use(SetAccent);
  useLayoutEffect(() => {
    setAccent(accent);
    return () => setAccent(undefined);
  }, [accent, setAccent]);
}
