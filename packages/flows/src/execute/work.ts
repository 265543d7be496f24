import { sql } from 'kysely';
import { advanceRun } from './advance-run.ts';
import type { FlowsParts } from './parts.ts';
import { fireTimers } from './timers.ts';
import type { Versions } from './versions.ts';

/** Runs looked for at once, and how many of them one process advances at the same time. */
const batch = 100;
const atOnce = 4;

/**
 * Looks through the tables for whatever can be done now and does it: due timers and runs with facts not taken.
 * Answers how much was done; 0 means that there is nothing, or that other processes are at it.
 */
export async function work(parts: FlowsParts, versions: Versions): Promise<number> {
  const fired = await fireTimers(parts);
  const ready = await readyRuns(parts);
  let moved = 0;
  const next = ready.values();
  const worker = async () => {
    for (const id of next) if ((await advanceRun(parts, versions, id)) === 'moved') moved++;
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return fired + moved;
}

/** Runs with something in their inbox that are not set aside, the longest waiting first. */
async function readyRuns({ db, clock }: FlowsParts): Promise<string[]> {
  const { rows } = await sql<{ instance: string }>`
    select inbox.instance from flow.inbox as inbox join flow.instance as run on run.id = inbox.instance
    where not inbox.taken and (run.retry_at is null or run.retry_at <= ${clock.now()})
    group by inbox.instance order by min(inbox.id) limit ${batch}`.execute(db);
  return rows.map((row) => row.instance);
}
