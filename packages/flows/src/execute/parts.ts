import type { Catalog, Clock, NewId, Records } from '@tangram/records';
import type { JsonObject } from '@tangram/schema';
import type { Kysely } from 'kysely';

/** What the executor works with; all of it is handed in. */
export interface FlowsParts {
  readonly db: Kysely<unknown>;
  readonly catalog: () => Catalog;
  /** Asked late, because the records engine needs the flows' hooks to be made. */
  readonly records: () => Records;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly dispatcher: Dispatcher;
  /** Told after a commit whose inboxes look different now. A hint for open pages; must not throw. */
  readonly inboxChanged: (people: readonly string[]) => void;
  /** How effects are delivered, by their name: `notify`, ... */
  readonly effects: { readonly [effect: string]: EffectHandler };
}

/**
 * Tells workers that a run has something to do. A hint and no more: whatever it loses, `Flows.work` finds in the tables
 * within seconds, and what it repeats is found done.
 */
export interface Dispatcher {
  /** Part of the transaction, so that nobody is woken for what was rolled back. */
  wake(trx: Kysely<unknown>, instances: readonly string[]): Promise<void>;
  /** After a commit in this process: there may be work now. Must not throw. */
  committed(): void;
}

/**
 * Carries an effect out. `key` is the same however often it is tried.
 *
 * - `once`: inside the transaction that marks it as done;
 * - `once-by-key`: outside any transaction, and told the other side by the same key when repeated.
 */
export type EffectHandler =
  | {
      readonly guarantee: 'once';
      deliver(trx: Kysely<unknown>, request: JsonObject, effect: EffectOrder): Promise<void>;
    }
  | { readonly guarantee: 'once-by-key'; deliver(request: JsonObject, effect: EffectOrder): Promise<void> };

export interface EffectOrder {
  readonly key: string;
  readonly app: string;
  readonly flow: string;
  readonly form: string;
  readonly record: string;
  readonly run: string;
}
