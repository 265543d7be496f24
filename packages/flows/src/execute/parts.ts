import type { Catalog, Clock, NewId, Outbox, Records } from '@tangram/records';
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
  /** Where effects go: `notify`, ... */
  readonly outbox: Pick<Outbox, 'enqueue'>;
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
