import type { ReportQuery } from '@tangram/schema';
import { createRecords } from '@tangram/records';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drillFilter } from './drill/drill-filter.ts';
import { createReports } from './reports.ts';
import { admin, id, insertRows, openSalesWorld, type SalesWorld } from './testing/sales-world.ts';

let database: TestDatabase;
let world: SalesWorld;

/** Instants around midnights, ends of months and years, and changes of the clock, in UTC. */
const instants = [
  '2024-01-15 02:00',
  '2024-01-15 05:00',
  '2024-01-15 08:00',
  '2024-01-15 10:00',
  '2024-01-15 12:00',
  '2024-01-15 18:00',
  '2024-01-16 03:00',
  '2024-01-16 08:00',
  '2024-01-16 12:00',
  '2024-01-16 18:00',
  '2024-01-14 15:00',
  '2024-01-15 00:00',
  '2024-03-10 06:30',
  '2024-03-10 07:30',
  '2024-11-03 05:30',
  '2024-11-03 06:30',
  '2024-01-01 00:00',
  '2024-01-31 15:00',
];
/** A Sunday, a Monday and a Sunday around a new year. */
const days = ['2024-12-29', '2024-12-30', '2025-01-05'];

beforeAll(async () => {
  database = await openTestDatabase();
  world = await openSalesWorld(database.db);
  await sql`delete from sales.deal`.execute(database.db);
  await insertRows(
    database.db,
    'deal',
    ['happened', 'stage'],
    instants.map((at, n) => [n + 1000, `${at}:00+00`, 'open']),
  );
  await insertRows(
    database.db,
    'deal',
    ['closed', 'stage'],
    days.map((day, n) => [n + 2000, day, 'won']),
  );
});
afterAll(() => database.close());

const clock = { now: () => new Date('2026-11-22T06:00:00Z') };

function query(
  field: 'happened' | 'closed',
  grain: NonNullable<ReportQuery['dimensions']>[number]['grain'],
): ReportQuery {
  const dimension = { key: 't', field, ...(grain === undefined ? {} : { grain }) };
  return {
    form: 'deal',
    dimensions: [dimension],
    measures: [{ key: 'n', aggregate: 'count' }],
    filter: `${field} != null`,
  };
}

async function buckets(
  field: 'happened' | 'closed',
  grain: NonNullable<ReportQuery['dimensions']>[number]['grain'],
  settings: { zone?: string; weekStart?: 1 | 6 | 7 },
) {
  const catalog = world.catalogWith(settings);
  const reports = createReports({ db: database.db, catalog: () => catalog, clock });
  const answer = await reports.query(admin, 'sales', query(field, grain));
  const records = createRecords({ db: database.db, catalog: () => catalog, clock, newId: () => id(0), hooks: [] });
  for (const row of answer.rows) {
    const drilled = drillFilter(query(field, grain), answer, row);
    if ('problems' in drilled) throw new Error('cannot drill');
    expect(await records.count(admin, { app: 'sales', form: 'deal', filter: drilled.filter }), drilled.filter).toBe(
      row['n'],
    );
  }
  return Object.fromEntries(answer.rows.map((row) => [row['t'], row['n']]));
}

describe('days are those of the workspace', () => {
  it.each<[string, { [day: string]: number }]>([
    [
      'UTC',
      {
        '2024-01-01': 1,
        '2024-01-14': 1,
        '2024-01-15': 7,
        '2024-01-16': 4,
        '2024-01-31': 1,
        '2024-03-10': 2,
        '2024-11-03': 2,
      },
    ],
    [
      'America/New_York',
      {
        '2023-12-31': 1,
        '2024-01-14': 3,
        '2024-01-15': 6,
        '2024-01-16': 3,
        '2024-01-31': 1,
        '2024-03-10': 2,
        '2024-11-03': 2,
      },
    ],
    [
      'Asia/Tokyo',
      {
        '2024-01-01': 1,
        '2024-01-15': 7,
        '2024-01-16': 4,
        '2024-01-17': 1,
        '2024-02-01': 1,
        '2024-03-10': 2,
        '2024-11-03': 2,
      },
    ],
    [
      'Asia/Shanghai',
      {
        '2024-01-01': 1,
        '2024-01-14': 1,
        '2024-01-15': 6,
        '2024-01-16': 4,
        '2024-01-17': 1,
        '2024-01-31': 1,
        '2024-03-10': 2,
        '2024-11-03': 2,
      },
    ],
  ])('in %s, and drilling finds the same', async (zone, expected) => {
    expect(await buckets('happened', 'day', { zone })).toEqual(expected);
  });

  it('also at the ends of months and years', async () => {
    expect(await buckets('happened', 'month', { zone: 'America/New_York' })).toEqual({
      '2023-12-01': 1,
      '2024-01-01': 13,
      '2024-03-01': 2,
      '2024-11-01': 2,
    });
    expect(await buckets('happened', 'year', { zone: 'America/New_York' })).toEqual({
      '2023-01-01': 1,
      '2024-01-01': 17,
    });
    expect(await buckets('happened', 'quarter', { zone: 'Asia/Tokyo' })).toEqual({ '2024-01-01': 16, '2024-10-01': 2 });
  });

  it('and the hour that a clock shows twice in autumn is two hours', async () => {
    const hours = await buckets('happened', 'hour', { zone: 'America/New_York' });
    expect(hours).toMatchObject({ '2024-11-03T05:00:00.000Z': 1, '2024-11-03T06:00:00.000Z': 1 });
    expect(await buckets('happened', 'hour', { zone: 'Asia/Kathmandu' })).toMatchObject({
      '2024-01-15T01:15:00.000Z': 1,
    });
  });
});

describe('weeks begin on the day the workspace says', () => {
  it.each<[1 | 6 | 7, { [day: string]: number }]>([
    [1, { '2024-12-23': 1, '2024-12-30': 2 }],
    [7, { '2024-12-29': 2, '2025-01-05': 1 }],
    [6, { '2024-12-28': 2, '2025-01-04': 1 }],
  ])('%i', async (weekStart, expected) => {
    expect(await buckets('closed', 'week', { weekStart })).toEqual(expected);
  });
});

it('finds the one record of a day with a filter over instants', async () => {
  const reports = createReports({ db: database.db, catalog: () => world.catalogWith({ zone: 'UTC' }), clock });
  const filter =
    'happened >= date and time("2024-01-31T00:00:00@UTC") and happened < date and time("2024-02-01T00:00:00@UTC")';
  expect(
    (await reports.query(admin, 'sales', { form: 'deal', measures: [{ key: 'n', aggregate: 'count' }], filter })).rows,
  ).toEqual([{ n: 1 }]);
});

it('takes the average of durations', async () => {
  const measures = [{ key: 'span', aggregate: 'average', of: 'closed - date("2024-12-28")' } as const];
  const reports = createReports({ db: database.db, catalog: () => world.catalog, clock });
  const { rows, columns } = await reports.query(admin, 'sales', { form: 'deal', measures });
  // 1, 2 and 8 days.
  expect(rows).toEqual([{ span: 'P3DT16H' }]);
  expect(columns[0]?.valueType).toBe('duration');
});
