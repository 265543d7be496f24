import type { Delivery } from '@tangram/records';
import type { Problem } from '@tangram/schema';
import type { Kysely } from 'kysely';
import type { FlowsParts } from './parts.ts';
import type { FlowTables } from './tables.ts';

/** Opens an incident of the run whose effect could not be delivered, in the transaction that gives the effect up. */
export async function effectFailed(
  { newId, clock }: Pick<FlowsParts, 'newId' | 'clock'>,
  trx: Kysely<unknown>,
  { app, source: flow, run, record }: Delivery,
  problem: Problem,
): Promise<void> {
  if (run === null) return;
  const incident = { app, flow, instance: run, record, problem: JSON.stringify(problem), opened_at: clock.now() };
  await trx
    .withTables<FlowTables>()
    .insertInto('flow.incident')
    .values({ id: newId(), ...incident })
    .execute();
}
