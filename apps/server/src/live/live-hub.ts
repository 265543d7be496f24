import { type CommittedChange, outboxChannel, type WriteHooks } from '@tangram/records';
import type { Log } from '../log.ts';
import type pg from 'pg';

/** What is told to open pages. Hints only: whoever misses one sees the truth at the next question. */
export type LiveEvent =
  | { readonly name: 'records'; readonly app: string; readonly form: string; readonly ids: readonly string[] }
  | { readonly name: 'inbox'; readonly people: readonly string[] }
  | { readonly name: 'definitions'; readonly app: string };

export type Listener = (event: LiveEvent) => void;

/** What other parts of this process do when another process (or this one) told something. */
export interface HubReactions {
  /** People, roles, sessions or keys changed. */
  peopleChanged(): void;
  /** Definitions were published. */
  catalogChanged(): void;
  /** Something is to be sent. */
  outboxFilled(): void;
}

/** Changes of one form within this time are told as one: a batch of 5,000 rows is not 5,000 messages. */
const gatherMs = 50;
/** PostgreSQL's notifications hold 8,000 bytes: more ids than this are told as "some". */
const mostIds = 100;
const channel = 'tangram_live';
const reconnectMs = 1_000;

/**
 * Carries events between processes over LISTEN/NOTIFY, and to the pages open at this one. One connection listens; while
 * it is broken everything kept in memory is distrusted again.
 */
export class LiveHub {
  readonly #pool: pg.Pool;
  readonly #connect: () => pg.Client;
  readonly #log: Log;
  readonly #reactions: HubReactions;
  readonly #listeners = new Set<Listener>();
  readonly #changed = new Map<string, { app: string; form: string; ids: Set<string> }>();
  readonly #inboxes = new Set<string>();
  #gathering: NodeJS.Timeout | undefined;
  #client: pg.Client | undefined;
  #reconnecting: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(parts: { pool: pg.Pool; connect: () => pg.Client; log: Log; reactions: HubReactions }) {
    this.#pool = parts.pool;
    this.#connect = parts.connect;
    this.#log = parts.log;
    this.#reactions = parts.reactions;
  }

  /** Begins to listen to other processes. */
  async open(): Promise<void> {
    const client = this.#connect();
    client.on('notification', ({ channel: from, payload }) => this.#receive(from, payload ?? ''));
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    await client.connect();
    await client.query(`listen ${channel}; listen tangram_people; listen tangram_catalog; listen ${outboxChannel}`);
    this.#client = client;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#reconnecting);
    clearTimeout(this.#gathering);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The hooks by which committed records are told. */
  readonly hooks: WriteHooks = {
    isInterested: () => false,
    committed: (changes: readonly CommittedChange[]) => {
      for (const change of changes) this.recordChanged(change.form.app, change.form.key, change.id);
    },
  };

  recordChanged(app: string, form: string, id: string): void {
    const key = `${app}/${form}`;
    const gathered = this.#changed.get(key) ?? { app, form, ids: new Set<string>() };
    if (gathered.ids.size <= mostIds) gathered.ids.add(id);
    this.#changed.set(key, gathered);
    this.#gather();
  }

  /** Something new for these people: a task, a notification. Call it after the commit. */
  inboxChanged(people: readonly string[]): void {
    for (const person of people) this.#inboxes.add(person);
    this.#gather();
  }

  definitionsChanged(app: string): void {
    this.#send({ name: 'definitions', app });
  }

  #gather(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      const records = [...this.#changed.values()];
      const people = [...this.#inboxes];
      this.#changed.clear();
      this.#inboxes.clear();
      for (const { app, form, ids } of records)
        this.#send({ name: 'records', app, form, ids: ids.size > mostIds ? [] : [...ids] });
      for (let at = 0; at < people.length; at += mostIds)
        this.#send({ name: 'inbox', people: people.slice(at, at + mostIds) });
    }, gatherMs).unref();
  }

  /** Our own listening connection hears it too, so every page learns it the same way. */
  #send(event: LiveEvent): void {
    if (this.#isClosed) return;
    this.#pool.query('select pg_notify($1, $2)', [channel, JSON.stringify(event)]).catch((error: unknown) => {
      this.#log.warn({ err: error }, 'a live update was not sent');
    });
  }

  #receive(from: string, payload: string): void {
    if (from === 'tangram_people') return this.#reactions.peopleChanged();
    if (from === 'tangram_catalog') return this.#reactions.catalogChanged();
    if (from === outboxChannel) return this.#reactions.outboxFilled();
    const event = JSON.parse(payload) as LiveEvent;
    for (const hear of this.#listeners) hear(event);
  }

  #lost(client: pg.Client): void {
    if (this.#isClosed || client !== this.#client) return;
    this.#client = undefined;
    this.#reactions.peopleChanged();
    this.#retry();
  }

  #retry(): void {
    this.#reconnecting = setTimeout(() => {
      this.open().then(
        () => {
          this.#reactions.peopleChanged();
          this.#reactions.catalogChanged();
        },
        (error: unknown) => {
          this.#log.warn({ err: error }, 'live updates are interrupted');
          if (!this.#isClosed) this.#retry();
        },
      );
    }, reconnectMs).unref();
  }
}
