import { clientErrors, createClient, type EventStream, type FetchInit, problemsOfError } from '@tangram/client';
import { localizeProblem, type Problem } from '@tangram/schema';
import { currentLanguage } from './i18n.ts';
import { noticeSessionEnd } from './session-key.ts';

/** The one client of the page; the session travels in its cookie. */
export const client = createClient({
  baseUrl: '',
  fetch: async (url, init: FetchInit) => {
    const response = await fetch(url, { ...(init as RequestInit), credentials: 'same-origin' });
    if (response.status === 401) noticeSessionEnd();
    return response;
  },
  headers: () => ({ 'accept-language': currentLanguage() }),
});

export const openEventStream = (url: string): EventStream => new EventSource(url) as unknown as EventStream;

/** The problems of anything thrown, in the language spoken now. */
export function problemsToShow(error: unknown): readonly Problem[] {
  return problemsOfError(error).map((problem) => localizeProblem(problem, clientErrors, currentLanguage()));
}
