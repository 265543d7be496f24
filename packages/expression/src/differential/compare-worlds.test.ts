import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareCases } from './compare-cases.ts';
import { compareRelated } from './compare-related.ts';
import { compareWorlds } from './compare-worlds.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ migrated: false });
});
afterAll(async () => {
  await database.close();
});

test('closures, generated functions and PostgreSQL give the same value for random expressions over random rows', async () => {
  const { pairs, differences } = await compareWorlds(database.db, 20261122, { expressions: 100, rows: 25 });
  expect(pairs).toBe(2500);
  expect(differences.slice(0, 5)).toEqual([]);
});

test('they give the same value for random counts and sums over related records', async () => {
  const { pairs, differences } = await compareRelated(database.db, 20261128, { expressions: 150, rows: 25 });
  expect(pairs).toBe(3750);
  expect(differences.slice(0, 5)).toEqual([]);
});

const kit = new URL('../../../../../shared/data/feel-tck-open.json', import.meta.url);

test.runIf(existsSync(kit))(
  'closures and PostgreSQL give the same value for constants of the conformance kit',
  async () => {
    const { pairs, differences } = await compareCases(database.db, JSON.parse(readFileSync(kit, 'utf8')));
    expect(pairs).toBeGreaterThan(200);
    expect(differences).toEqual([]);
  },
);
