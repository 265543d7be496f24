import { openTestDatabase } from '@tangram/tests/database';
import { test } from 'vitest';
import { compareWorlds } from './compare-worlds.ts';
test('x', async () => {
  const database = await openTestDatabase({ migrated: false });
  const seen = new Set<string>();
  for (const seed of [11,12,13,14,15,16,17,18]) {
  const r = await compareWorlds(database.db, seed, { expressions: 500, rows: 25 });
  console.log(r.expressions, r.pairs, r.inAppOnly, r.differences.length);
  for (const d of r.differences) { if (seen.has(d.text)) continue; seen.add(d.text); if (seen.size<26) console.log(d.text, JSON.stringify(d.row), 'JS', d.closure, 'PG', d.sql); }
  }
  await database.close();
}, 100000);
