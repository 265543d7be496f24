import type { JsonValue, ReportQuery } from '@tangram/schema';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReports, type Reports } from './reports.ts';
import { admin, id, insertRows, openSalesWorld, seller, type SalesWorld } from './testing/sales-world.ts';

// What must hold for any data and any query, checked on records made by chance: small pools of values, so that groups,
// blanks, hidden customers and records in the trash all meet.

let database: TestDatabase;
let world: SalesWorld;
let reports: Reports;

beforeAll(async () => {
  database = await openTestDatabase();
  world = await openSalesWorld(database.db);
  reports = createReports({
    db: database.db,
    catalog: () => world.catalog,
    clock: { now: () => new Date('2026-11-22T06:00:00Z') },
  });
});
afterAll(() => database.close());

const blankOr = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 4, nil: null });
const deal = fc.tuple(
  blankOr(fc.constantFrom(101, 102, 103, 104)),
  blankOr(fc.integer({ min: -500, max: 500 }).map((cents) => cents / 100)),
  blankOr(fc.constantFrom('open', 'won', 'lost')),
  fc.constantFrom(1, 2),
  blankOr(fc.subarray(['x', 'y', 'z'])),
  blankOr(fc.constantFrom('2023-12-31', '2024-01-01', '2024-02-29', '2024-12-30')),
  blankOr(fc.boolean()),
);
const data = fc.array(deal, { maxLength: 30 });
const dimension = fc.constantFrom(
  'customer',
  'customer.region',
  'customer.name',
  'stage',
  'owner',
  'owner.name',
  'closed',
  'active',
  'amount',
);
const condition = fc.constantFrom(
  'stage = "won"',
  'amount > 0',
  'customer.region = "N"',
  'closed < date("2024-02-01")',
  'active',
  'list contains(tags, "x")',
);

const measures = [
  { key: 'n', aggregate: 'count' },
  { key: 'sum', aggregate: 'sum', of: 'amount' },
  { key: 'won', aggregate: 'sum', of: 'amount', filter: 'stage = "won"' },
] as const;
const query = (more: Partial<ReportQuery>): ReportQuery => ({ form: 'deal', measures, ...more });
const by = (...fields: string[]) => ({ dimensions: fields.map((field, at) => ({ key: `d${at}`, field })) });
const ask = (more: Partial<ReportQuery>, actor = admin) => reports.query(actor, 'sales', query(more));

/** Runs a property over fresh records. */
async function forAny<Value>(given: fc.Arbitrary<Value>, check: (value: Value) => Promise<void>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(data, given, async (rows, value) => {
      await sql`delete from sales.deal`.execute(database.db);
      await insertRows(
        database.db,
        'deal',
        ['customer', 'amount', 'stage', 'owner', 'tags', 'closed', 'active'],
        rows.map((row, at) => [at + 1000, ...row]),
      );
      // Every seventh record is in the trash.
      await sql`update sales.deal set deleted_at = now() where right(id::text, 1) = '7'`.execute(database.db);
      await check(value);
    }),
    { numRuns: 25 },
  );
}

const cents = (value: JsonValue | undefined) => Math.round(Number(value ?? 0) * 100);
const monthOf = (day: JsonValue | undefined) => (typeof day === 'string' ? day.slice(0, 7) : null);
const total = (rows: readonly { readonly [key: string]: JsonValue }[], key: string) =>
  rows.reduce((sum, row) => sum + cents(row[key]), 0);

describe('whatever the records are', () => {
  it('the groups of any many-to-one dimension add up to the whole, for anybody', () =>
    forAny(
      fc.tuple(fc.uniqueArray(dimension, { minLength: 1, maxLength: 3 }), fc.constantFrom(admin, seller)),
      async ([fields, actor]) => {
        const whole = (await ask({}, actor)).rows[0];
        const { rows, totals } = await ask({ ...by(...fields), totals: true }, actor);
        expect(totals).toEqual(whole);
        for (const { key } of measures) expect(total(rows, key)).toBe(cents(whole?.[key]));
      },
    ));

  it('the top and the rest add up to the whole', () =>
    forAny(fc.tuple(dimension, fc.integer({ min: 1, max: 3 })), async ([field, n]) => {
      const whole = (await ask({})).rows[0];
      const { rows } = await ask({ ...by(field), top: { count: n, others: true } });
      expect(rows.length).toBeLessThanOrEqual(n + 1);
      for (const { key } of measures) expect(total(rows, key)).toBe(cents(whole?.[key]));
    }));

  it('what a condition keeps, what it drops and what it cannot tell are all there is', () =>
    forAny(condition, async (text) => {
      const whole = (await ask({})).rows[0];
      const parts = await Promise.all(
        [text, `not(${text})`, `(${text}) = null`].map(async (filter) => (await ask({ filter })).rows[0]),
      );
      for (const { key } of measures)
        expect(parts.reduce((sum, row) => sum + cents(row?.[key]), 0)).toBe(cents(whole?.[key]));
    }));

  it('months cut from days are the months themselves', () =>
    forAny(fc.constantFrom('closed', 'created_at'), async (field) => {
      const cut = async (grain: 'day' | 'month') => (await ask({ dimensions: [{ key: 't', field, grain }] })).rows;
      const [days, months] = [await cut('day'), await cut('month')];
      for (const month of months) {
        const inside = days.filter((day) => monthOf(day['t']) === monthOf(month['t']));
        expect(total(inside, 'sum')).toBe(cents(month['sum']));
      }
    }));

  it('overlapping groups never change the total', () =>
    forAny(fc.boolean(), async (others) => {
      const whole = (await ask({})).rows[0];
      const { totals } = await ask({ ...by('tags'), totals: true, ...(others ? { top: { count: 1, others } } : {}) });
      expect(totals).toEqual(whole);
    }));

  it('a reader gets what an administrator gets of a copy that holds only the reader’s records', () =>
    forAny(fc.constantFrom('stage', 'customer.name', 'owner'), async (field) => {
      const mine = await ask({ ...by(field), totals: true }, seller);
      const { db } = database;
      await sql`update sales.deal set deleted_at = now() where owner is distinct from ${id(1)}`.execute(db);
      await sql`update sales.customer set deleted_at = now() where region is distinct from 'N'`.execute(db);
      const copy = await ask({ ...by(field), totals: true });
      await sql`update sales.customer set deleted_at = null`.execute(db);
      expect({ rows: mine.rows, totals: mine.totals }).toEqual({ rows: copy.rows, totals: copy.totals });
    }));
});
