import { createFlows, type Flows } from '@tangram/flows';
import type { Catalog, Clock, Courier, NewId, Outbox, Records } from '@tangram/records';
import type { LocalText } from '@tangram/schema';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { LiveHub } from '../../live/live-hub.ts';
import type { Log } from '../../log.ts';
import type { Notifications } from '../../notifications/notifications.ts';
import { BackgroundWorker } from '../background-worker.ts';
import { WakeQueue } from './wake-queue.ts';

export interface FlowsSurroundings {
  readonly db: Kysely<unknown>;
  readonly pool: pg.Pool;
  readonly catalog: () => Catalog;
  readonly records: () => Records;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly live: LiveHub;
  readonly log: Log;
  /** Whether this process does background work. */
  readonly isServing: boolean;
}

export interface OpenFlows {
  readonly flows: Flows;
  /** Makes the queue's tables; before the first write. */
  open(): Promise<void>;
  /** Begins to work in the background: in a process that serves, not in a command. */
  work(): Promise<void>;
  close(): Promise<void>;
}

/** The flow engine with its queue and its worker. */
export function openFlows(around: FlowsSurroundings): OpenFlows {
  const queue = new WakeQueue(around.pool, around.log, around.isServing);
  const flows: Flows = createFlows({
    ...around,
    dispatcher: { wake: queue.wake, committed: () => worker.look() },
    inboxChanged: (people) => around.live.inboxChanged(people),
  });
  const worker = new BackgroundWorker('flows', flows, around.log);
  return {
    flows,
    open: () => queue.open(),
    async work() {
      worker.open();
      await queue.consume((run) => flows.advance(run));
    },
    async close() {
      await queue.close();
      await worker.close();
    },
  };
}

/** A message in people's inbox, written in the transaction that marks the delivery as done. */
export function noticeCourier(notifications: Notifications): Courier {
  return {
    guarantee: 'once',
    async deliver(trx, { request, app, form, record }) {
      // The `notify` node made this request.
      const { to, title, body } = request as unknown as { to: readonly string[]; title: LocalText; body?: LocalText };
      const link = record === null ? {} : { link: `/apps/${app}/forms/${form}/${record}` };
      await notifications.notify(trx, { to, title, ...link, ...(body === undefined ? {} : { body }) });
    },
  };
}
