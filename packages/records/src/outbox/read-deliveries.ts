import { type JsonObject, PlatformError, type Problem } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { recordProblem } from '../errors.ts';
import type { DeliveryState, OutboxTables } from './outbox-table.ts';

/** A delivery that failed or waits, for those who look after the system. */
export interface ListedDelivery {
  readonly id: string;
  readonly kind: string;
  readonly state: DeliveryState;
  readonly request: JsonObject;
  readonly app: string;
  readonly form: string;
  readonly record: string | null;
  readonly source: string;
  readonly attempts: number;
  /** ISO 8601: when it is tried next. */
  readonly due_at: string;
  readonly created_at: string;
  /** Why it was not delivered the last time; null when it was not tried yet. */
  readonly problem: Problem | null;
}

const mostListed = 200;
const open = ['failed', 'pending'] as const;

export async function readDeliveries(db: Kysely<unknown>): Promise<ListedDelivery[]> {
  const columns = [
    'id',
    'kind',
    'state',
    'request',
    'app',
    'form',
    'record',
    'source',
    'attempts',
    'due_at',
    'created_at',
    'problem',
  ] as const;
  return await db
    .withTables<OutboxTables>()
    .selectFrom('tangram.outbox')
    .select(columns)
    .where('state', 'in', [...open])
    // What failed waits for somebody, what waits does not.
    .orderBy('state')
    .orderBy('id', 'desc')
    .limit(mostListed)
    .execute();
}

export async function retryDelivery(db: Kysely<unknown>, id: string, now: Date): Promise<void> {
  // Where a process is at it just now, its lease stays: two would send it twice.
  const due = sql<string>`case when is_claimed then due_at else ${now} end`;
  await change(db, id, { state: 'pending', attempts: 0, due_at: due, settled_at: null });
}

export async function giveUpDelivery(db: Kysely<unknown>, id: string, now: Date): Promise<void> {
  await change(db, id, { state: 'given-up', is_claimed: false, epoch: sql<number>`epoch + 1`, settled_at: now });
}

async function change(db: Kysely<unknown>, id: string, values: object): Promise<void> {
  const result = await db
    .withTables<OutboxTables>()
    .updateTable('tangram.outbox')
    .set(values)
    .where(sql<boolean>`id::text = ${id}`)
    .where('state', 'in', [...open])
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw new PlatformError('not-found', [recordProblem('OUTBOX_DELIVERY_UNKNOWN')]);
}
