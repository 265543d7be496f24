import { type Me, RequestProblems } from '@tangram/client';
import type { Language } from '@tangram/schema';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { client } from './client.ts';
import { speak } from './i18n.ts';

const sessionKey: readonly string[] = ['session'];
const wasSignedIn = 'tangram.signed-in';

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Me | null> => {
    const wasHere = localStorage.getItem(wasSignedIn) !== null;
    // Asking a stranger's name is answered by 401, which browsers write into the console as an error.
    if (!wasHere && !(await client.session.setup()).signedIn) return null;
    try {
      const me = await client.session.me();
      localStorage.setItem(wasSignedIn, 'yes');
      return me;
    } catch (error) {
      if (!(error instanceof RequestProblems) || error.status !== 401) throw error;
      localStorage.removeItem(wasSignedIn);
      return null;
    }
  },
});

/** To be called after signing out: the next visitor of this browser is a stranger. */
export function forgetSession(): void {
  localStorage.removeItem(wasSignedIn);
}

/** The signed-in person. Only for pages behind `RequireSession`. */
export function useMe(): Me {
  const { data } = useQuery(sessionQuery);
  if (data == null) throw new Error('useMe is called outside RequireSession');
  return data;
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
