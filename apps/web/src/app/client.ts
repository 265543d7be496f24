import { clientErrors, createClient, type EventStream, type FetchInit, problemsOfError } from '@tangram/client';
import { localizeProblem, type Problem } from '@tangram/schema';
import { currentLanguage } from './i18n.ts';

/** The one client of the page; the session travels in its cookie. */
export const client = createClient({
  baseUrl: '',
  fetch: (url, init: FetchInit) => fetch(url, { ...(init as RequestInit), credentials: 'same-origin' }),
  headers: () => ({ 'accept-language': currentLanguage() }),
});

export const openEventStream = (url: string): EventStream => new EventSource(url) as unknown as EventStream;

/** The problems of anything thrown, in the language spoken now. */
export function problemsToShow(error: unknown): readonly Problem[] {
  return problemsOfError(error).map((problem) => localizeProblem(problem, clientErrors, currentLanguage()));
}
