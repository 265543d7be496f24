import { sql } from 'kysely';
import type { Fact } from '../advance/fact.ts';
import type { FlowsParts } from './parts.ts';
import type { FlowTables } from './tables.ts';

/** Timers per transaction. */
const batch = 500;

/** Turns due timers into facts, each once; answers how many. */
export async function fireTimers({
  db,
  clock,
  dispatcher,
}: Pick<FlowsParts, 'db' | 'clock' | 'dispatcher'>): Promise<number> {
  const at = clock.now();
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ instance: string; token: number; node: string; visit: number; name: string }>`
      update flow.timer as timer set state = 'fired' from (
        select instance, token, visit, name from flow.timer where state = 'pending' and due_at <= ${at}
        order by due_at limit ${batch} for update skip locked
      ) as due
      where (timer.instance, timer.token, timer.visit, timer.name) = (due.instance, due.token, due.visit, due.name)
      returning timer.instance, timer.token, timer.node, timer.visit, timer.name`.execute(trx);
    if (rows.length === 0) return 0;
    const facts = rows.map(({ instance, token, node, visit, name }) => {
      const fact: Fact = { kind: 'timer', at: at.toISOString(), token, node, visit, name };
      return { instance, key: `timer:${token}:${visit}:${name}`, fact: JSON.stringify(fact) };
    });
    await trx
      .withTables<FlowTables>()
      .insertInto('flow.inbox')
      .values(facts)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await dispatcher.wake(trx, [...new Set(rows.map((row) => row.instance))]);
    return rows.length;
  });
}

/** When the next timer is due, ISO 8601; null when none is pending. */
export async function nextTimer({ db }: Pick<FlowsParts, 'db'>): Promise<string | null> {
  const row = await db
    .withTables<FlowTables>()
    .selectFrom('flow.timer')
    .select('due_at')
    .where('state', '=', 'pending')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
}
