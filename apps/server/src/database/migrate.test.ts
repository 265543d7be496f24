import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { openPool } from './pool.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ migrated: false });
});
afterAll(() => database.close());

const first = { name: 'test-0001-a', sql: 'create table a (n int); insert into a values (1)' };
const second = { name: 'test-0002-b', sql: 'create table b (n int)' };

test('two processes that start at once run each change once', async () => {
  const other = openPool(database.url, { max: 1 });
  const ran = await Promise.all([migrate(database.pool, [first]), migrate(other, [first])]);
  await other.end();
  expect(ran.map((names) => names.length).sort((a, b) => a - b)).toEqual([0, 2]);
  expect((await database.pool.query('select count(*)::int as n from a')).rows).toEqual([{ n: 1 }]);
});

test('one change that fails undoes all of the same start', async () => {
  const wrong = { name: 'test-0003-c', sql: 'create table c (n nothing)' };
  await expect(migrate(database.pool, [first, second, wrong])).rejects.toMatchObject({
    problems: [{ code: 'DATABASE_MIGRATION', params: { name: 'test-0003-c' } }],
  });
  expect((await database.pool.query(`select to_regclass('b') as b`)).rows).toEqual([{ b: null }]);
  expect(await migrate(database.pool, [first, second])).toEqual(['test-0002-b']);
});

test('a database of a newer version is left alone', async () => {
  await expect(migrate(database.pool, [first])).rejects.toMatchObject({
    problems: [{ code: 'DATABASE_NEWER', params: { name: 'test-0002-b' } }],
  });
});
