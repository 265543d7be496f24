import { PlatformError, type Problem } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import { commandKey } from '../advance/state.ts';
import type { JsonObject } from '@tangram/schema';
import { flowProblem } from '../errors.ts';
import type { EffectOrder, FlowsParts } from './parts.ts';
import type { FlowTables } from './tables.ts';

/** How long a worker may take over one effect before another may claim it. */
const leaseMs = 60_000;
const maxAttempts = 6;
const batch = 20;

interface Claim {
  readonly id: string;
  readonly effect: string;
  readonly request: JsonObject;
  readonly epoch: number;
  readonly attempts: number;
  readonly order: EffectOrder;
}

/**
 * The outbox. `pending` -> (claimed: a lease and a higher epoch) -> `done`, or back to `pending` for a later attempt, or
 * `failed` with an incident when attempts are used up. A worker that died keeps its lease until it runs out; one that
 * was only slow finds the epoch changed and its outcome is dropped, so an outcome is written once.
 */
export async function deliverEffects(parts: FlowsParts): Promise<number> {
  const claims = await claim(parts);
  for (const one of claims) await deliver(parts, one);
  return claims.length;
}

async function claim({ db, clock }: FlowsParts): Promise<Claim[]> {
  const at = clock.now();
  const { rows } = await sql<ClaimRow>`
    update flow.effect as effect
    set lease_until = ${new Date(at.getTime() + leaseMs)}, epoch = effect.epoch + 1, attempts = effect.attempts + 1
    from (
      select id from flow.effect where state = 'pending' and (lease_until is null or lease_until <= ${at})
      order by id limit ${batch} for update skip locked
    ) as free, flow.instance as run
    where effect.id = free.id and run.id = effect.instance
    returning effect.id, effect.effect, effect.request, effect.epoch, effect.attempts, effect.token, effect.node, effect.visit,
      effect.name, run.id as run, run.app, run.flow, run.form, run.record`.execute(db);
  return rows.map(
    ({ id, effect, request, epoch, attempts, token, node, visit, name, run, app, flow, form, record }) => {
      const key = `${run}:${commandKey({ token, node, visit }, name)}`;
      return { id, effect, request, epoch, attempts, order: { key, run, app, flow, form, record } };
    },
  );
}

interface ClaimRow {
  id: string;
  effect: string;
  request: JsonObject;
  epoch: number;
  attempts: number;
  token: number;
  node: string;
  visit: number;
  name: string;
  run: string;
  app: string;
  flow: string;
  form: string;
  record: string;
}

async function deliver(parts: FlowsParts, { id, effect, request, epoch, attempts, order }: Claim): Promise<void> {
  const { db, effects } = parts;
  try {
    const handler = effects[effect];
    if (handler === undefined)
      throw new PlatformError('internal', [flowProblem('FLOW_EFFECT_UNKNOWN', '', { effect })]);
    if (handler.guarantee === 'once-by-key') {
      await handler.deliver(request, order);
      await finish(db, id, epoch);
      return;
    }
    await db.transaction().execute(async (trx) => {
      // The row is locked first: whoever does not hold the epoch delivers nothing.
      if (await finish(trx, id, epoch)) await handler.deliver(trx, request, order);
    });
  } catch (error) {
    await retryLater(parts, id, epoch, attempts, order, error);
  }
}

async function finish(db: Kysely<unknown>, id: string, epoch: number): Promise<boolean> {
  const result = await db
    .withTables<FlowTables>()
    .updateTable('flow.effect')
    .set({ state: 'done', lease_until: null })
    .where('id', '=', id)
    .where('epoch', '=', epoch)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

async function retryLater(
  parts: FlowsParts,
  id: string,
  epoch: number,
  attempts: number,
  order: EffectOrder,
  error: unknown,
): Promise<void> {
  const problem: Problem =
    (error instanceof PlatformError ? error.problems[0] : undefined) ??
    flowProblem('FLOW_STEP_FAILED', '', { reason: error instanceof Error ? error.message : String(error) });
  const at = parts.clock.now();
  const isGivenUp = attempts >= maxAttempts;
  await parts.db.transaction().execute(async (trx) => {
    const db = trx.withTables<FlowTables>();
    const result = await db
      .updateTable('flow.effect')
      .set({
        state: isGivenUp ? 'failed' : 'pending',
        lease_until: isGivenUp ? null : new Date(at.getTime() + 1000 * 4 ** attempts),
        problem: JSON.stringify(problem),
      })
      .where('id', '=', id)
      .where('epoch', '=', epoch)
      .where('state', '=', 'pending')
      .executeTakeFirst();
    if (!isGivenUp || result.numUpdatedRows === 0n) return;
    const { app, flow, run, record } = order;
    await db
      .insertInto('flow.incident')
      .values({ id: parts.newId(), app, flow, instance: run, record, problem: JSON.stringify(problem), opened_at: at })
      .execute();
  });
}
