import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { outcomeOf } from './support/outcome.ts';
import { createCrashTables, leads } from './support/scenario.ts';

const kills = 50;
const victimFile = new URL('./support/victim.ts', import.meta.url);
const open: TestDatabase[] = [];
const alive = new Set<ChildProcess>();

afterEach(async () => {
  for (const victim of alive) victim.kill('SIGKILL');
  for (const database of open.splice(0)) await database.close();
});

it(`ends in the same state after kill -9 at ${kills} random points, with each effect once`, {
  timeout: 240_000,
}, async () => {
  const whole = await openScenario();
  const calm = prepare(whole);
  await calm.ready;
  calm.go();
  expect(await calm.ended).toBe(0);
  const expected = await outcomeOf(whole.db);

  const torn = await openScenario();
  // A process takes its time to start: some are always kept ready to take over.
  const waiting = Array.from({ length: 3 }, () => prepare(torn));
  let killed = 0;
  let isOver = false;
  while (!isOver && killed < kills) {
    const victim = waiting.shift() as Victim;
    waiting.push(prepare(torn));
    await victim.ready;
    victim.go();
    // What the whole takes, cut into the kills that are left: early and late moments alike are hit.
    const code = await Promise.race([victim.ended, sleep(3 + Math.random() * 90).then(() => 'alive' as const)]);
    if (code === 'alive') {
      victim.kill();
      await victim.ended;
      killed++;
    } else {
      isOver = true;
    }
  }
  if (!isOver) {
    const last = waiting.shift() as Victim;
    await last.ready;
    last.go();
    expect(await last.ended).toBe(0);
  }
  for (const victim of waiting) victim.kill();

  expect(await outcomeOf(torn.db)).toEqual(expected);
  const { rows } = await sql<{ arrived: number; tries: number }>`
    select count(*)::int as arrived, sum(tries)::int as tries from public.sink_by_key`.execute(torn.db);
  process.stdout.write(`killed ${killed} times; ${rows[0]?.arrived} effects arrived, tried ${rows[0]?.tries} times\n`);
  expect(rows[0]?.arrived).toBe(leads);
  expect(killed).toBe(kills);
});

async function openScenario(): Promise<TestDatabase> {
  const database = await openTestDatabase();
  open.push(database);
  await createCrashTables(database.db);
  return database;
}

interface Victim {
  readonly ready: Promise<void>;
  /** The exit code; null when it was killed. */
  readonly ended: Promise<number | null>;
  go(): void;
  kill(): void;
}

function prepare(database: TestDatabase): Victim {
  const env = {
    ...process.env,
    CRASH_DATABASE_URL: database.url,
    CRASH_BEGINNING: String(beginning),
    CRASH_LEADS: String(leads),
  };
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
    go: () => child.send('go'),
    kill: () => child.kill('SIGKILL'),
  };
}

/** Where the fast clocks of all victims begin. */
const beginning = Date.now();
