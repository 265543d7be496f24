import { RequestProblems } from '@tangram/client';
import { QueryClient } from '@tanstack/react-query';
import { forgetSession, sessionKey, whenSessionEnds } from './session-key.ts';

/** Refusals are final: only a broken connection or a server in trouble is tried again. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  if (error instanceof RequestProblems && error.status >= 400 && error.status < 500) return false;
  return failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: isWorthRetrying, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

// A session that ended meanwhile (signed out elsewhere, deactivated, expired) leads to signing in, and back to the page.
whenSessionEnds(() => {
  if (queryClient.getQueryData(sessionKey) == null) return;
  forgetSession();
  queryClient.setQueryData(sessionKey, null);
});
