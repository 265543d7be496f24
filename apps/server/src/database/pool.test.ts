import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { afterAll, beforeAll, expect, test } from 'vitest';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ migrated: false });
});
afterAll(() => database.close());

test('reads instants, dates, big and exact numbers without losing a digit', async () => {
  const { rows } = await database.pool.query(
    `select 9007199254740993::bigint as big, 0.10::numeric as exact, date '2024-02-29' as leap,
      timestamptz '2026-11-22 03:04:05.678901+08' as at, array[1.10, null]::numeric[] as list,
      array[timestamptz '2026-01-01 00:00+00', null] as instants, interval '1 year 2 months' as duration`,
  );
  expect(rows[0]).toEqual({
    big: '9007199254740993',
    exact: '0.10',
    leap: '2024-02-29',
    at: '2026-11-21T19:04:05.678901Z',
    list: ['1.10', null],
    instants: ['2026-01-01T00:00:00Z', null],
    duration: 'P1Y2M',
  });
});

test('prepares a statement from the third time on, and no more once it is told to forget', async () => {
  const ask = () => database.pool.query('select $1::int + 1 as next', [41]);
  for (let time = 0; time < 4; time++) expect((await ask()).rows[0].next).toBe(42);
  const prepared = async () => (await database.pool.query('select name from pg_prepared_statements')).rows.length;
  expect(await prepared()).toBe(1);
  database.pool.forgetStatements();
  await ask();
  expect(await prepared()).toBe(1);
});

test('finds Chinese words by trigrams', async () => {
  await database.pool.query('create extension pg_trgm');
  const { rows } = await database.pool.query(`select show_trgm('合同管理') as parts`);
  expect(rows[0].parts.length).toBeGreaterThan(3);
});

test('a prepared statement whose column changed its type fails once and then works', async () => {
  await database.pool.query('create table changing (n integer); insert into changing values (1)');
  const ask = () => database.pool.query('select n from changing where n >= $1', [0]);
  for (let time = 0; time < 4; time++) expect((await ask()).rows).toEqual([{ n: 1 }]);
  await database.pool.query('alter table changing alter column n type numeric(10, 2)');
  await expect(ask()).rejects.toMatchObject({ code: '0A000' });
  expect((await ask()).rows).toEqual([{ n: '1.00' }]);
});

test('a connection that breaks while it is lent fails its next statement, and the pool goes on', async () => {
  const lent = await database.pool.connect();
  const { rows } = await lent.query<{ pid: number }>('select pg_backend_pid() as pid');
  const ended = new Promise((resolve) => lent.once('end', resolve));
  await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;
  await expect(lent.query('select 1')).rejects.toThrow();
  lent.release();
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});
