import { appRoutes } from './apps.ts';
import { type LiveEvent, type OpenEventStream, type Subscription, subscribeTo } from './events.ts';
import { createHttp, type Fetch } from './http.ts';
import { outsideRoutes } from './outside.ts';
import { peopleRoutes } from './people.ts';
import { publicFormRoutes } from './public-forms.ts';
import { recordRoutes } from './records.ts';
import { reportRoutes } from './reports.ts';
import { sessionRoutes } from './session.ts';
import { workRoutes } from './work.ts';

export interface ClientOptions {
  /** `https://crm.example.com`, or empty for the page's own origin. */
  readonly baseUrl: string;
  readonly fetch: Fetch;
  /** Sent with every request, asked for each time: `{ authorization: 'Bearer ...' }`. */
  readonly headers?: () => { readonly [name: string]: string };
}

export type Client = ReturnType<typeof createClient>;

/**
 * One method per route. Every method throws `RequestProblems`.
 *
 *     const tangram = createClient({ baseUrl: 'https://crm.example.com', fetch, headers: () => ({ authorization: `Bearer ${key}` }) });
 *     const { rows } = await tangram.records.list('crm', 'lead', { filter: 'stage = "won"', limit: 10 });
 */
export function createClient({ baseUrl, fetch, headers = () => ({}) }: ClientOptions) {
  const http = createHttp(baseUrl.replace(/\/+$/, ''), fetch, headers);
  return {
    session: sessionRoutes(http),
    people: peopleRoutes(http),
    outside: outsideRoutes(http),
    apps: appRoutes(http),
    records: recordRoutes(http),
    work: workRoutes(http),
    reports: reportRoutes(http),
    publicForms: publicFormRoutes(http),
    subscribe: (open: OpenEventStream, onEvent: (event: LiveEvent) => void, onReady?: () => void): Subscription =>
      subscribeTo(http, open, onEvent, onReady),
    /** For routes this client has no method for yet. */
    http,
  };
}
