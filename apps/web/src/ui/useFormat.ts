import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage } from '../app/i18n.ts';
import { sessionQuery } from '../app/session.ts';
import { createFormat, type Format } from './format.ts';

/** Formatting in the language spoken now and the workspace's zone and currency; the browser's zone for visitors. */
export function useFormat(): Format {
  const language = useLanguage();
  const { data: me } = useQuery({ ...sessionQuery, enabled: false });
  const zone = me?.workspace?.zone;
  const currency = me?.workspace?.currency ?? 'CNY';
  return useMemo(
    () => createFormat({ language, currency, zone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone }),
    [language, zone, currency],
  );
}
