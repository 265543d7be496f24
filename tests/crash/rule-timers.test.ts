import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '@tangram/records';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRuleTables, ruleEngines, touchedOnce } from './support/rule-scenario.ts';

const leads = 1500;
const kills = 20;
const before = new Date('2026-12-30T12:00:00Z');
const after = new Date('2027-01-02T12:00:00Z');
const victimFile = new URL('./support/rule-victim.ts', import.meta.url);
const alive = new Set<ChildProcess>();
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await createRuleTables(database.db);
});
afterAll(async () => {
  for (const victim of alive) victim.kill('SIGKILL');
  await database.close();
});

it(`dates, silence and schedules are done once for each record, whatever is killed -9 at ${kills} random points`, {
  timeout: 240_000,
}, async () => {
  const { records, rules } = ruleEngines(database.db, () => before);
  const rows = Array.from({ length: leads }, (_, n) => ({
    kind: 'create' as const,
    values: { name: `Lead ${n}`, due: '2027-01-01' },
  }));
  await records.writeMany(systemActor(), { app: 'crash', form: 'lead', rows });
  while ((await rules.work(records)) > 0) {
    // Until the schedule knows when it is due and every record its timers.
  }
  const waiting = Array.from({ length: 3 }, () => prepare());
  let killed = 0;
  for (let tried = 0; killed < kills && tried < kills * 2; tried++) {
    const victim = waiting.shift() as Victim;
    waiting.push(prepare());
    await victim.ready;
    victim.go();
    const code = await Promise.race([victim.ended, sleep(10 + Math.random() * 150).then(() => 'alive' as const)]);
    if (code !== 'alive') break;
    victim.kill();
    await victim.ended;
    killed++;
  }
  // What the dead have left is done by two at once.
  const [one, two, spare] = waiting as [Victim, Victim, Victim];
  spare.kill();
  await Promise.all([one.ready, two.ready]);
  one.go();
  two.go();
  expect(await Promise.all([one.ended, two.ended])).toEqual([0, 0]);

  const { rows: touched } = await sql<{ touched: number; count: number }>`
    select touched::int as touched, count(*)::int as count from crash.lead where parent is null group by 1`.execute(
    database.db,
  );
  process.stdout.write(`killed ${killed} times\n`);
  expect(touched).toEqual([{ touched: touchedOnce, count: leads }]);
  const { rows: children } = await sql<{ count: number; parents: number }>`
    select count(*)::int as count, count(distinct parent)::int as parents from crash.lead where parent is not null`.execute(
    database.db,
  );
  expect(children).toEqual([{ count: leads, parents: leads }]);
  expect(killed).toBeGreaterThan(5);
});

interface Victim {
  readonly ready: Promise<void>;
  /** The exit code; null when it was killed. */
  readonly ended: Promise<number | null>;
  go(): void;
  kill(): void;
}

function prepare(): Victim {
  const env = { ...process.env, CRASH_DATABASE_URL: database.url, CRASH_NOW: after.toISOString() };
  const child = fork(victimFile, { env, execArgv: [] });
  alive.add(child);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      alive.delete(child);
      resolve(code);
    });
  });
  return {
    ended,
    ready: new Promise((resolve) => child.once('message', () => resolve())),
    go: () => void child.send('go'),
    kill: () => void child.kill('SIGKILL'),
  };
}
