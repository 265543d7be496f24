import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outcomeOf } from './support/outcome.ts';
import { createCrashTables, crashEngines, goOn } from './support/scenario.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await createCrashTables(database.db);
});
afterAll(() => database.close());

/** Ten minutes pass between two looks at the clock, so that no wait holds the scenario up. */
let minutes = 0;
const now = () => new Date(Date.UTC(2026, 10, 22) + ++minutes * 600_000);
const noMore = new Error('The process is gone.');

it('loses nothing and does nothing twice wherever the process dies, statement by statement', {
  timeout: 300_000,
}, async () => {
  const whole = await play(Number.POSITIVE_INFINITY);
  expect(whole.statements).toBeGreaterThan(100);
  for (let last = 1; last <= whole.statements; last++) {
    const torn = await play(last);
    expect(torn.outcome, `after statement ${last} of ${whole.statements}`).toEqual(whole.outcome);
  }
  process.stdout.write(`died after each of ${whole.statements} statements\n`);
});

/**
 * Plays the scenario with one lead. After statement `last` the connection is cut before its answer arrives, and that
 * process never says another word; a new one goes on with what the tables say.
 */
async function play(last: number): Promise<{ statements: number; outcome: unknown }> {
  await sql`truncate flow.version, tangram.outbox, crash.lead, public.sink_once cascade`.execute(database.db);
  const dying = new DyingPool(last);
  try {
    await live(new Kysely<unknown>({ dialect: new PostgresDialect({ pool: dying }) }));
  } catch (error) {
    if (!dying.isDead) throw error;
    await live(database.db);
  }
  return { statements: dying.statements, outcome: await outcomeOf(database.db) };
}

async function live(db: Kysely<unknown>): Promise<void> {
  const engines = crashEngines(db, { now, byKey: false });
  for (let rounds = 0; !(await goOn(db, engines, 1)); rounds++) if (rounds > 100) throw new Error('It never ends.');
}

/** The test's pool, until its statements are used up; then every connection breaks and stays broken. */
class DyingPool implements PostgresPool {
  statements = 0;
  isDead = false;
  readonly options = {};
  private readonly last: number;

  constructor(last: number) {
    this.last = last;
  }

  async connect(): Promise<PostgresPoolClient> {
    if (this.isDead) throw noMore;
    const client = await database.pool.connect();
    let isReleased = false;
    const cut = () => {
      if (!isReleased) client.release(true);
      isReleased = true;
      return noMore;
    };
    // Only the call that kysely makes for ordinary statements: text and parameters.
    const query = async (text: string, values: readonly unknown[]) => {
      if (this.isDead) throw cut();
      const result = await client.query(text, [...values]);
      if (this.isDead) throw cut();
      if (++this.statements < this.last) return result;
      this.isDead = true;
      throw cut();
    };
    const release = () => {
      if (!isReleased) client.release();
      isReleased = true;
    };
    return { query, release } as unknown as PostgresPoolClient;
  }

  async end(): Promise<void> {}
}
