import type { Problem } from '@tangram/schema';
import { RequestProblems } from './request-problems.ts';

/** The part of the platform's `fetch` this client uses, so that any runtime's own can be handed in. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

export interface FetchInit {
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  /** JSON text, or whatever body the runtime's fetch takes (a file, a form). */
  readonly body?: unknown;
  /** An AbortSignal of the runtime. */
  readonly signal?: unknown;
}

export interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** Values of a query string; undefined ones are left out. */
export type QueryValues = { readonly [name: string]: string | number | boolean | undefined };

export interface RequestOptions {
  readonly query?: QueryValues;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, with `contentType` when the runtime cannot tell it from the body. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal?: unknown;
}

export interface Http {
  /**
   * Sends one request and reads its JSON answer (undefined for 204). Refusals of the server and a broken connection are
   * thrown as `RequestProblems`.
   */
  readonly send: <Answer>(method: string, path: string, options?: RequestOptions) => Promise<Answer>;
  /** The absolute address of a path, for links, downloads and event streams. */
  readonly url: (path: string, query?: QueryValues) => string;
}

/** `baseUrl` is empty for the page's own origin; `headers` go with every request (`authorization`, `accept-language`). */
export function createHttp(baseUrl: string, fetch: Fetch, headers: () => { readonly [name: string]: string }): Http {
  const url = (path: string, query: QueryValues = {}) => baseUrl + path + queryString(query);

  async function send<Answer>(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const json = options.json === undefined ? undefined : JSON.stringify(options.json);
    const contentType = json === undefined ? options.contentType : 'application/json';
    const body = json ?? options.body;
    let response: FetchResponse;
    try {
      response = await fetch(url(path, options.query), {
        method,
        headers: {
          accept: 'application/json',
          ...(contentType === undefined ? {} : { 'content-type': contentType }),
          ...headers(),
        },
        ...(body === undefined ? {} : { body }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
    } catch (cause) {
      if (isAbort(cause)) throw cause;
      throw new RequestProblems(0, [unreachable], { cause });
    }
    const answer = parse(await response.text());
    if (!response.ok) throw new RequestProblems(response.status, problemsIn(answer, response.status));
    return answer as Answer;
  }

  return { send, url };
}

/** `path/part` with each part escaped: `path('api', 'apps', '客户')` -> `/api/apps/%E5%AE%A2%E6%88%B7`. */
export function path(...parts: readonly string[]): string {
  return parts.map((part) => `/${encodeURIComponent(part)}`).join('');
}

const unreachable: Problem = { code: 'CLIENT_UNREACHABLE', message: 'The server cannot be reached.', path: '' };

function queryString(query: QueryValues): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A proxy in between answers without our shape: its status still has to be said. */
function problemsIn(answer: unknown, status: number): readonly Problem[] {
  const problems = (answer as { problems?: readonly Problem[] } | undefined)?.problems;
  if (Array.isArray(problems) && problems.length > 0) return problems;
  return [{ code: 'CLIENT_STATUS', message: `The server answered ${status}.`, path: '', params: { status } }];
}

function isAbort(cause: unknown): boolean {
  return (cause as { name?: string } | null)?.name === 'AbortError';
}
