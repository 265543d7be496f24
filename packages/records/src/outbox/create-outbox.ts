import type { Problem } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { Clock, NewId } from '../catalog.ts';
import type { Courier, Delivery, NewDelivery } from './delivery.ts';
import { deliverDue } from './deliver-due.ts';
import type { OutboxTables } from './outbox-table.ts';
import { giveUpDelivery, type ListedDelivery, readDeliveries, retryDelivery } from './read-deliveries.ts';

/** Told by the database, at the commit, that something was ordered. A hint: what is due is found without it, later. */
export const outboxChannel = 'tangram_outbox';

export interface OutboxParts {
  readonly db: Kysely<unknown>;
  readonly clock: Clock;
  readonly newId: NewId;
  /** By the kind of delivery they take. Asked late, because couriers may need what the outbox is made for. */
  readonly couriers: () => { readonly [kind: string]: Courier };
  /** Told of a delivery that is not tried any more, in the transaction that says so. */
  readonly failed?: (trx: Kysely<unknown>, delivery: Delivery, problem: Problem) => Promise<void>;
}

/** The one way out of the database, for rules and flows alike. Any number of processes may work on it. */
export interface Outbox {
  /** Orders deliveries in the caller's transaction: what is rolled back is never sent. One statement, however many. */
  enqueue(trx: Kysely<unknown>, deliveries: readonly NewDelivery[]): Promise<void>;
  /** Takes out what is due; 0 when there was nothing. To be called every few seconds. */
  work(): Promise<number>;
  /** When something is due next, ISO 8601. */
  nextTimer(): Promise<string | null>;
  /** Deliveries that failed or wait, the newest first, 200 at most. */
  list(): Promise<readonly ListedDelivery[]>;
  /** Tries one that failed or waits again now, with all its attempts. Refuses with OUTBOX_DELIVERY_UNKNOWN. */
  retry(id: string): Promise<void>;
  /** Never tries one that failed or waits again. Refuses with OUTBOX_DELIVERY_UNKNOWN. */
  giveUp(id: string): Promise<void>;
}

export function createOutbox(parts: OutboxParts): Outbox {
  const { db, clock, newId } = parts;
  let sweptAt = 0;
  return {
    async enqueue(trx, deliveries) {
      if (deliveries.length === 0) return;
      const now = clock.now();
      const rows = deliveries.map((delivery, n) => ({ n, ...delivery, key: delivery.key ?? newId() }));
      await sql`
        with ordered as (
          insert into tangram.outbox (kind, key, request, app, form, record, source, run, due_at, created_at)
          select kind, key, request, app, form, record, source, run, ${now}, ${now}
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(
            n integer, kind text, key text, request jsonb, app text, form text, record uuid, source text, run uuid)
          order by n
          on conflict (key) do nothing returning id
        )
        select pg_notify(${outboxChannel}, '') from ordered limit 1`.execute(trx);
    },
    async work() {
      const done = await deliverDue(parts);
      const now = clock.now().getTime();
      if (now - sweptAt >= sweepEveryMs) {
        sweptAt = now;
        await sweep(db, new Date(now - keptMs));
      }
      return done;
    },
    async nextTimer() {
      const row = await db
        .withTables<OutboxTables>()
        .selectFrom('tangram.outbox')
        .select('due_at')
        .where('state', '=', 'pending')
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst();
      return row?.due_at ?? null;
    },
    list: () => readDeliveries(db),
    retry: (id) => retryDelivery(db, id, clock.now()),
    giveUp: (id) => giveUpDelivery(db, id, clock.now()),
  };
}

/** Texts of mails are personal data: what is settled is forgotten after 30 days; looked for once an hour. */
const keptMs = 30 * 86_400_000;
const sweepEveryMs = 3_600_000;

async function sweep(db: Kysely<unknown>, before: Date): Promise<void> {
  await db
    .withTables<OutboxTables>()
    .deleteFrom('tangram.outbox')
    .where('state', 'in', ['done', 'given-up'])
    .where(sql<boolean>`settled_at < ${before}`)
    .execute();
}
