import { sql } from 'kysely';
import { type ClockKeeper, fillTimers } from './prepare-clocks.ts';
import { runSchedules } from './run-schedules.ts';
import type { TimedWork } from './timed-work.ts';
import { wakeTimers } from './wake-timers.ts';

/** One round of background work; answers how much was done, 0 when there was nothing to do. */
export async function workOnce(work: TimedWork, keeper: ClockKeeper): Promise<number> {
  await keeper.prepare(work);
  return (await fillTimers(work)) + (await wakeTimers(work)) + (await runSchedules(work));
}

/** When something comes to be due next, ISO 8601; null when nothing does. What is due already is being worked on. */
export async function nextDue({ db, clock }: Pick<TimedWork, 'db' | 'clock'>): Promise<string | null> {
  const now = clock.now();
  const { rows } = await sql<{ due: string | null }>`
    select least(
      (select min(due_at) from tangram.rule_timer where state = 'waiting' and due_at > ${now}::timestamptz),
      (select min(due_at) from tangram.rule_clock where due_at > ${now}::timestamptz)
    ) as due`.execute(db);
  return rows[0]?.due ?? null;
}
