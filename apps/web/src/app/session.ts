import { type Me, RequestProblems } from '@tangram/client';
import type { Language } from '@tangram/schema';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback } from 'react';
import { client } from './client.ts';
import { speak } from './i18n.ts';
import { loadWorkCalendar } from './work-calendar.ts';
import { expectsSession, forgetSession, rememberSession, sessionKey } from './session-key.ts';

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Me | null> => {
    // Asking a stranger's name is answered by 401, which browsers write into the console as an error.
    if (!expectsSession() && !(await client.session.setup()).signedIn) return null;
    try {
      const me = await client.session.me();
      rememberSession();
      await loadWorkCalendar(me.workspace);
      return me;
    } catch (error) {
      if (!(error instanceof RequestProblems) || error.status !== 401) throw error;
      forgetSession();
      return null;
    }
  },
});

const MeContext = createContext<Me | null>(null);

/** Hands the signed-in person to the pages below; when the session ends they go with it, before they could ask. */
export const MeProvider = MeContext.Provider;

/** The signed-in person. Only for pages behind `RequireSession`. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error('useMe is called outside RequireSession');
  return me;
}

/** Switches the language here and now and keeps it for the person on every device. */
export function useSwitchLanguage(): (language: Language) => void {
  const queries = useQueryClient();
  return useCallback(
    (language) => {
      speak(language);
      const me = queries.getQueryData<Me | null>(sessionKey);
      if (me == null) return;
      queries.setQueryData<Me>(sessionKey, { ...me, language });
      // A language that could not be kept is no reason to disturb: it is still spoken on this device.
      client.session.saveMe({ language }).catch(() => undefined);
    },
    [queries],
  );
}
