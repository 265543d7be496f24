import { openKysely, openPool } from '@tangram/server/database';
import { ruleEngines } from './rule-scenario.ts';

/** A process made to be killed: says when it is ready, and at the word "go" does what rules have to do by CRASH_NOW. */
const pool = openPool(process.env['CRASH_DATABASE_URL'] ?? '', { max: 4, applicationName: 'rule crash victim' });
const now = new Date(process.env['CRASH_NOW'] ?? '');
const { records, rules } = ruleEngines(openKysely(pool), () => now);
await pool.query('select 1');
process.send?.('ready');

process.on('message', () => void work());

async function work(): Promise<void> {
  // Another victim may hold what is left for the moment: three looks in vain mean that it is all done.
  for (let idle = 0; idle < 3; ) idle = (await rules.work(records)) === 0 ? idle + 1 : 0;
  await pool.end();
  process.exit(0);
}
