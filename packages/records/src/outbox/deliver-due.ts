import { PlatformError, type Problem } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { recordProblem } from '../errors.ts';
import type { OutboxParts } from './create-outbox.ts';
import { type Delivery, FinalFailure } from './delivery.ts';
import type { OutboxTables } from './outbox-table.ts';

/** How long a worker may take over one delivery before another may claim it. */
const leaseMs = 60_000;
/** The last of them comes more than six hours after the first: a receiver may be away for a night's maintenance. */
const maxAttempts = 8;
/** Deliveries under way at once in one process: a receiver that hangs holds up one of them, not all. */
const lanes = 6;

interface Claim extends Delivery {
  readonly id: string;
  readonly epoch: number;
  readonly attempts: number;
}

/**
 * Takes out what is due: `pending` -> (claimed: a lease and a higher epoch) -> `done`, or back to `pending` for a later
 * attempt, or `failed` when attempts are used up or trying again is no use. A person sets a failed one to `pending` again,
 * or gives it up. A worker that died keeps its lease until it runs out; one that was only slow finds the epoch changed
 * and its outcome is dropped, so an outcome is written once. No transaction is open while somebody outside is talked to.
 */
export async function deliverDue(parts: OutboxParts): Promise<number> {
  let count = 0;
  const lane = async () => {
    for (let claim = await claimNext(parts); claim !== null; claim = await claimNext(parts)) {
      await deliver(parts, claim);
      count++;
    }
  };
  // One looks first: mostly there is nothing, and that is not worth six questions.
  const first = await claimNext(parts);
  if (first === null) return 0;
  await Promise.all([deliver(parts, first).then(lane), ...Array.from({ length: lanes - 1 }, lane)]);
  return count + 1;
}

async function claimNext({ db, clock }: OutboxParts): Promise<Claim | null> {
  const at = clock.now();
  const { rows } = await sql<Claim>`
    update tangram.outbox as item
    set due_at = ${new Date(at.getTime() + leaseMs)}, epoch = item.epoch + 1, is_claimed = true, attempts = item.attempts + 1
    from (
      select id from tangram.outbox where state = 'pending' and due_at <= ${at}
      order by due_at, id limit 1 for update skip locked
    ) as free
    where item.id = free.id
    returning item.id, item.epoch, item.attempts, item.key, item.kind, item.request, item.app, item.form, item.record,
      item.source, item.run`.execute(db);
  return rows[0] ?? null;
}

async function deliver(parts: OutboxParts, claim: Claim): Promise<void> {
  const { id: _, epoch: __, attempts: ___, ...delivery } = claim;
  try {
    const courier = parts.couriers()[claim.kind];
    if (courier === undefined) {
      throw new FinalFailure('internal', [recordProblem('OUTBOX_KIND_UNKNOWN', '', { kind: claim.kind })]);
    }
    if (courier.guarantee === 'once') {
      await parts.db.transaction().execute(async (trx) => {
        // The row is taken first: whoever does not hold the epoch delivers nothing.
        if (await finish(trx, claim, parts.clock.now())) await courier.deliver(trx, delivery);
      });
      return;
    }
    await courier.deliver(delivery);
  } catch (error) {
    await fail(parts, claim, delivery, error);
    return;
  }
  await finish(parts.db, claim, parts.clock.now());
}

async function finish(db: Kysely<unknown>, { id, epoch }: Claim, at: Date): Promise<boolean> {
  const result = await db
    .withTables<OutboxTables>()
    .updateTable('tangram.outbox')
    .set({ state: 'done', is_claimed: false, settled_at: at, problem: null })
    .where('id', '=', id)
    .where('epoch', '=', epoch)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

async function fail(parts: OutboxParts, { id, epoch, attempts }: Claim, delivery: Delivery, error: unknown) {
  const problem = problemOf(error);
  const at = parts.clock.now();
  const isGivenUp = attempts >= maxAttempts || error instanceof FinalFailure;
  await parts.db.transaction().execute(async (trx) => {
    const result = await trx
      .withTables<OutboxTables>()
      .updateTable('tangram.outbox')
      .set({
        state: isGivenUp ? 'failed' : 'pending',
        is_claimed: false,
        due_at: new Date(at.getTime() + 1000 * 4 ** attempts),
        problem: JSON.stringify(problem),
        ...(isGivenUp ? { settled_at: at } : {}),
      })
      .where('id', '=', id)
      .where('epoch', '=', epoch)
      .where('state', '=', 'pending')
      .executeTakeFirst();
    if (isGivenUp && result.numUpdatedRows > 0n) await parts.failed?.(trx, delivery, problem);
  });
}

function problemOf(error: unknown): Problem {
  const known = error instanceof PlatformError ? error.problems[0] : undefined;
  const reason = error instanceof Error ? error.message : String(error);
  return known ?? recordProblem('OUTBOX_FAILED', '', { reason });
}
