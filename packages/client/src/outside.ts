import type { JsonObject, LocalText, Problem } from '@tangram/schema';
import { type Http, path } from './http.ts';

/** Where rules may send to; secrets are never answered. */
export interface Connection {
  readonly key: string;
  readonly kind: string;
  readonly title: LocalText;
  /** What actions send to it: `web-call` or `chat`. */
  readonly use: string;
  /** `https://oapi.dingtalk.com` */
  readonly host: string;
  readonly has_signing_secret: boolean;
  readonly updated_at: string;
}

export interface ConnectionKind {
  readonly kind: string;
  readonly title: LocalText;
  /** Where its address is found. */
  readonly help: LocalText;
  readonly use: string;
  /** How its signing secret is called; null: it has none. */
  readonly secret_title: LocalText | null;
}

export interface Connections {
  readonly rows: readonly Connection[];
  readonly kinds: readonly ConnectionKind[];
  readonly mail: { readonly is_set_up: boolean };
}

/** Secrets that are left out stay as they were; null takes the signing secret away. */
export interface ConnectionChanges {
  readonly kind: string;
  readonly title: LocalText;
  readonly url?: string;
  readonly signing_secret?: string | null;
}

/** Something sent that failed or waits. */
export interface DeliveryRow {
  readonly id: string;
  readonly kind: string;
  readonly state: 'failed' | 'pending';
  readonly request: JsonObject;
  readonly app: string;
  readonly form: string;
  readonly record: string | null;
  /** The key of the rule or flow that ordered it. */
  readonly source: string;
  readonly attempts: number;
  readonly due_at: string;
  readonly created_at: string;
  readonly problem: Problem | null;
}

/** An address at which another system tells of events to records of a form. */
export interface Hook {
  readonly id: string;
  readonly title: string;
  readonly created_at: string;
  readonly used_at: string | null;
}

/** What leaves this deployment and what comes in: connections, deliveries, addresses for events. */
export function outsideRoutes({ send, url }: Http) {
  const hooks = (app: string, form: string, ...rest: readonly string[]) =>
    path('api', 'apps', app, 'forms', form, 'hooks', ...rest);
  return {
    connections: () => send<Connections>('GET', '/api/connections'),
    saveConnection: (key: string, changes: ConnectionChanges) =>
      send<unknown>('PUT', path('api', 'connections', key), { json: changes }),
    removeConnection: (key: string) => send<unknown>('DELETE', path('api', 'connections', key)),
    testConnection: (key: string) => send<unknown>('POST', path('api', 'connections', key, 'test')),
    testMail: () => send<unknown>('POST', '/api/mail/test'),

    deliveries: () => send<{ rows: readonly DeliveryRow[] }>('GET', '/api/deliveries'),
    retryDelivery: (id: string) => send<unknown>('POST', path('api', 'deliveries', id, 'retry')),
    giveUpDelivery: (id: string) => send<unknown>('POST', path('api', 'deliveries', id, 'give-up')),

    hooks: (app: string, form: string) => send<{ rows: readonly Hook[] }>('GET', hooks(app, form)),
    /** The token is answered this once. */
    makeHook: (app: string, form: string, title: string) =>
      send<{ id: string; token: string }>('POST', hooks(app, form), { json: { title } }),
    revokeHook: (app: string, form: string, id: string) => send<unknown>('DELETE', hooks(app, form, id)),
    /** Where events are sent to with a token; without a base address it begins at the page's own origin. */
    hookUrl: (token: string) => url(path('hooks', token)),
  };
}
