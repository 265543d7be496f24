import type { Http } from './http.ts';

/** What the server tells open pages. Events are hints: after one, ask again for what you show. */
export interface LiveEvents {
  readonly records: { readonly app: string; readonly form: string; readonly ids?: readonly string[] };
  readonly inbox: Readonly<Record<string, never>>;
  readonly definitions: { readonly app: string };
}

export const liveEventNames = ['records', 'inbox', 'definitions'] as const satisfies readonly (keyof LiveEvents)[];

export type LiveEvent = {
  [Name in keyof LiveEvents]: { readonly name: Name; readonly data: LiveEvents[Name] };
}[keyof LiveEvents];

/** The part of `EventSource` used here; it reconnects by itself. */
export interface EventStream {
  addEventListener(name: string, listener: (event: { readonly data?: unknown }) => void): void;
  close(): void;
}

export type OpenEventStream = (url: string) => EventStream;

export interface Subscription {
  close(): void;
}

/**
 * Listens to `GET /api/events`. `onReady` runs at every (re)connection: events may have been missed before it, so
 * refresh everything shown.
 */
export function subscribeTo(
  http: Http,
  open: OpenEventStream,
  onEvent: (event: LiveEvent) => void,
  onReady?: () => void,
): Subscription {
  const stream = open(http.url('/api/events'));
  if (onReady !== undefined) stream.addEventListener('open', onReady);
  for (const name of liveEventNames) {
    stream.addEventListener(name, (event) => {
      const data = parse(event.data);
      if (data !== undefined) onEvent({ name, data } as LiveEvent);
    });
  }
  return { close: () => stream.close() };
}

function parse(data: unknown): object | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value: unknown = data === '' ? {} : JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
