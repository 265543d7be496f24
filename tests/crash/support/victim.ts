import { openKysely, openPool } from '@tangram/server/database';
import { crashEngines, goOn } from './scenario.ts';

/**
 * A process made to be killed: warms up, says so, and at the word "go" works on the scenario of the database in
 * CRASH_DATABASE_URL until all runs are over. Its clock runs 600 times as fast as ours, so a minute's wait is a tenth of
 * a second.
 */
const url = process.env['CRASH_DATABASE_URL'] ?? '';
const beginning = Number(process.env['CRASH_BEGINNING']);
const count = Number(process.env['CRASH_LEADS']);

const pool = openPool(url, { max: 6, applicationName: 'crash victim' });
const db = openKysely(pool);
const engines = crashEngines(db, { now: () => new Date(beginning + (Date.now() - beginning) * 600), byKey: true });
await pool.query('select 1');
process.send?.('ready');

process.on('message', () => void work());

async function work(): Promise<void> {
  while (!(await goOn(db, engines, count))) {
    // Nothing between two rounds: the parent kills wherever it happens to be.
  }
  await pool.end();
  process.exit(0);
}
