import { randomBytes } from 'node:crypto';
import { compareRelated, compareWorlds, type Difference } from '@tangram/expression/fuzz';
import { openKysely, openPool } from '@tangram/server/database';
import { databaseUrl, onServer } from '../support/server-url.ts';
import { openTestServer } from '../support/test-server.ts';

/** Pairs of a batch: each has rows of its own. */
const batch = { expressions: 200, rows: 50 };

/** Random expressions over random rows by closure and by PostgreSQL, `count` pairs; false when any differ. */
export async function run(count: number, seed: number): Promise<boolean> {
  const server = await openTestServer();
  const name = `fuzz_${randomBytes(8).toString('hex')}`;
  await onServer(server.url, `create database ${name} template template0`);
  const pool = openPool(databaseUrl(server.url, name), { max: 1 });
  const differences: Difference[] = [];
  let [pairs, expressions, inAppOnly] = [0, 0, 0];
  try {
    const { rows } = await pool.query<{ version: string }>(`select current_setting('server_version') as version`);
    process.stdout.write(`PostgreSQL ${rows[0]?.version ?? '?'}, seed ${seed}\n`);
    for (let turn = 0; pairs < count && differences.length < 20; turn++) {
      // Every fourth batch counts related records.
      const compare = turn % 4 === 3 ? compareRelated : compareWorlds;
      const result = await compare(openKysely(pool), seed + turn, batch);
      pairs += result.pairs;
      expressions += result.expressions;
      inAppOnly += result.inAppOnly;
      differences.push(...result.differences);
    }
  } finally {
    await pool.end();
    await onServer(server.url, `drop database if exists ${name} with (force)`);
    await server.stop();
  }
  for (const difference of differences.slice(0, 20)) process.stdout.write(`${JSON.stringify(difference)}\n`);
  process.stdout.write(
    `${expressions} expressions, ${pairs} pairs, ${inAppOnly} in the application only, ${differences.length} differences\n`,
  );
  return differences.length === 0;
}
