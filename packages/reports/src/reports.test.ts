import { createRecords, type Actor } from '@tangram/records';
import { PlatformError, type JsonValue, type ReportQuery } from '@tangram/schema';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxGroups } from './compile/compile-query.ts';
import { drillFilter } from './drill/drill-filter.ts';
import { createReports, type Reports } from './reports.ts';
import type { ResultRow } from './result/query-result.ts';
import { admin, id, makeCatalog, openSalesWorld, type SalesWorld, seller, stranger } from './testing/sales-world.ts';

const clock = { now: () => new Date('2026-11-22T06:00:00Z') };
let database: TestDatabase;
let world: SalesWorld;
let reports: Reports;

beforeAll(async () => {
  database = await openTestDatabase();
  world = await openSalesWorld(database.db);
  reports = createReports({ db: database.db, catalog: () => world.catalog, clock });
});
afterAll(() => database.close());

const count = { key: 'n', aggregate: 'count' } as const;
const sum = { key: 'sum', aggregate: 'sum', of: 'amount' } as const;
const deals = (more: Partial<ReportQuery>): ReportQuery => ({ form: 'deal', measures: [sum], ...more });
const by = (field: string) => ({ dimensions: [{ key: 'd', field }] });
const ask = (query: ReportQuery, actor: Actor = admin) => reports.query(actor, 'sales', query);

/** `{ won: 130, lost: 50, total: 180 }`: one dimension and one measure at a glance. */
async function figures(query: ReportQuery, actor?: Actor) {
  const { rows, totals } = await ask(query, actor);
  const [dimension, measure] = [query.dimensions?.[0]?.key ?? '', query.measures[0]?.key ?? ''];
  const cells = rows.map((row) => [name(row[dimension] ?? null), row[measure]] as const);
  return Object.fromEntries(totals === undefined ? cells : [...cells, ['total', totals[measure]]]);
}

function name(cell: JsonValue): string {
  if (cell === null) return '(blank)';
  if (typeof cell !== 'object') return String(cell);
  const { group, title } = cell as { group?: string; title?: string };
  return group === undefined ? String(title) : `(${group})`;
}

describe('a filter that counts related records', () => {
  const customers = { form: 'customer', measures: [count] };

  it('counts those that the asker sees, and names their form among those that the answer rests on', async () => {
    const many = await ask({ ...customers, filter: 'count(deal) > 1' });
    expect(many.rows).toEqual([{ n: 1 }]);
    expect(many.forms.toSorted()).toEqual(['sales/customer', 'sales/deal']);
    expect((await ask({ ...customers, filter: 'sum(deal.amount) > 60' })).rows).toEqual([{ n: 1 }]);
  });

  it('is refused where it speaks of a field that the asker may not read', async () => {
    const refused = ask({ ...customers, filter: 'max(deal.cost) > 1' }, seller);
    await expect(refused).rejects.toMatchObject({ problems: [{ code: 'RECORD_FIELD_HIDDEN', path: '/filter' }] });
  });
});

describe('measures', () => {
  it('are one row without dimensions, also over no records', async () => {
    const { rows } = await ask(deals({ measures: [count, sum], filter: 'amount > 1000' }));
    expect(rows).toEqual([{ n: 0, sum: null }]);
  });

  it('keep a sum right however many records a customer has', async () => {
    expect(await figures(deals({ ...by('customer.segment'), totals: true }))).toEqual({
      Ent: 150,
      SMB: 50,
      '(blank)': 7,
      total: 207,
    });
  });

  it('count different values over all groups, not their sum', async () => {
    const measures = [{ key: 'customers', aggregate: 'count-distinct', of: 'customer' } as const];
    expect(await figures(deals({ ...by('stage'), measures, totals: true }))).toEqual({
      open: 1,
      won: 2,
      lost: 1,
      total: 3,
    });
  });

  it('take their average over records, not over groups, to 12 digits', async () => {
    const measures = [{ key: 'avg', aggregate: 'average', of: 'amount' } as const];
    expect(await figures(deals({ ...by('customer.region'), measures, totals: true }))).toEqual({
      N: 60,
      '(blank)': 13.5,
      total: 41.4,
    });
    expect(
      (await ask(deals({ measures: [{ key: 'avg', aggregate: 'average', of: 'amount / 7' }] }))).rows[0]?.['avg'],
    ).toBe(5.914285714286);
  });

  it('add up points, and go on with them exactly', async () => {
    const points = {
      key: 'points',
      aggregate: 'sum',
      of: '(if stage = "won" then 2 else 0) + (if amount > 20 then 1 else 0)',
    } as const;
    const share = { key: 'share', expression: 'points / n' };
    const { rows } = await ask(deals({ measures: [count, points], calculations: [share] }));
    const all = await ask(
      deals({ measures: [count, { ...points, of: `${points.of} + 0 * amount` }], calculations: [share] }),
    );
    expect(rows).toEqual(all.rows);
    expect(rows[0]?.['share']).not.toBe(Math.round(rows[0]?.['share'] as number));
  });

  it('have filters of their own, and ratios are taken of sums', async () => {
    const won = { key: 'won', aggregate: 'count', filter: 'stage = "won"' } as const;
    const lost = { key: 'lost', aggregate: 'count', filter: 'stage = "lost"' } as const;
    const rate = { key: 'rate', expression: 'won / (won + lost)' };
    const { rows, totals } = await ask(
      deals({ ...by('customer.segment'), measures: [won, lost], calculations: [rate], totals: true }),
    );
    // Nothing is decided for the blank segment: the rate is blank and not an error.
    expect(rows.map((row) => [row['d'], row['rate']])).toEqual([
      ['Ent', 0.5],
      ['SMB', 1],
      [null, null],
    ]);
    expect(totals?.['rate']).toBe(0.666666666667);
  });

  it('build calculations on calculations', async () => {
    const calculations = [
      { key: 'double', expression: 'sum * 2' },
      { key: 'half', expression: 'double / 4' },
    ];
    expect((await ask(deals({ calculations }))).rows).toEqual([{ sum: 207, double: 414, half: 103.5 }]);
  });

  it('keep every digit', async () => {
    await sql`update sales.deal set cost = 9007199254740993 where id = ${id(11)}`.execute(database.db);
    await sql`update sales.deal set cost = 0.1 where id <> ${id(11)}`.execute(database.db);
    const cost = { key: 'cost', aggregate: 'sum', of: 'cost' } as const;
    expect((await ask(deals({ measures: [cost] }))).rows).toEqual([{ cost: '9007199254740993.4' }]);
    expect((await ask(deals({ measures: [cost], filter: 'cost < 1' }))).rows).toEqual([{ cost: 0.4 }]);
  });
});

describe('groups', () => {
  it('of a choice stand in the order of the choices, of names in that of the language', async () => {
    expect(Object.keys(await figures(deals(by('stage'))))).toEqual(['open', 'won', 'lost']);
    expect(Object.keys(await figures(deals(by('customer'))))).toEqual(['Acme', 'Bolt', 'Cora', '(blank)']);
    expect(Object.keys(await figures(deals(by('owner'))))).toEqual(['u1', 'u2']);
  });

  it('of records and people are named', async () => {
    const { rows } = await ask(deals(by('customer')));
    expect(rows[0]).toEqual({ d: { id: id(101), title: 'Acme' }, sum: 150 });
    expect(await figures(deals(by('owner.name')))).toEqual({ u1: 120, u2: 87 });
  });

  it('of several values overlap, and say so; the total counts each record once', async () => {
    const query = deals({ ...by('tags'), totals: true });
    expect(await figures(query)).toEqual({ y: 150, x: 107, '(blank)': 50, total: 207 });
    expect((await ask(query)).notes.overlapping).toEqual(['d']);
  });

  it('tell a blank text from an empty one, and "is not" keeps blanks', async () => {
    expect(
      await figures(deals({ ...by('customer.region'), measures: [count], filter: 'customer.region != "N"' })),
    ).toEqual({ '(blank)': 2 });
  });

  it('can be narrowed after grouping; the total is of what is left', async () => {
    expect(await figures(deals({ ...by('customer.segment'), having: 'sum > 20', totals: true }))).toEqual({
      Ent: 150,
      SMB: 50,
      total: 200,
    });
  });

  it('are sorted by any column, blank last in both directions', async () => {
    const sorted = (direction: 'ascending' | 'descending') =>
      figures(deals({ ...by('customer.segment'), sort: [{ by: 'd', direction }] }));
    expect(Object.keys(await sorted('ascending'))).toEqual(['Ent', 'SMB', '(blank)']);
    expect(Object.keys(await sorted('descending'))).toEqual(['SMB', 'Ent', '(blank)']);
    const bySum = deals({ ...by('stage'), sort: [{ by: 'sum', direction: 'ascending' }] });
    expect(Object.keys(await figures(bySum))).toEqual(['open', 'lost', 'won']);
  });

  it('leave out what is in the trash', async () => {
    await sql`update sales.deal set deleted_at = now() where id = ${id(12)}`.execute(database.db);
    expect(await figures(deals({ ...by('stage'), totals: true }))).toEqual({ open: 27, won: 130, total: 157 });
    await sql`update sales.deal set deleted_at = null where id = ${id(12)}`.execute(database.db);
  });
});

describe('the top groups', () => {
  const top = (n: number, more: Partial<ReportQuery> = {}) =>
    deals({ ...by('customer'), top: { count: n, others: true }, totals: true, ...more });

  it('are the largest, and the rest is one group computed from its records', async () => {
    expect(await figures(top(1))).toEqual({ Acme: 150, '(others)': 57, total: 207 });
    const average = [{ key: 'avg', aggregate: 'average', of: 'amount' } as const];
    expect(await figures(top(1, { measures: average }))).toEqual({ Acme: 75, '(others)': 19, total: 41.4 });
    const distinct = [{ key: 'owners', aggregate: 'count-distinct', of: 'owner' } as const];
    expect(await figures(top(1, { measures: distinct, sort: [{ by: 'd', direction: 'ascending' }] }))).toEqual({
      Acme: 2,
      '(others)': 2,
      total: 2,
    });
  });

  it('have no rest when they are all', async () => {
    expect(await figures(top(10))).toEqual({ Acme: 150, Bolt: 30, Cora: 20, '(blank)': 7, total: 207 });
  });

  it('break ties by name, the same way every time', async () => {
    expect(
      Object.keys(
        await figures(
          top(1, { measures: [{ key: 'one', aggregate: 'count-distinct', of: 'stage' }], filter: 'stage != "lost"' }),
        ),
      ),
    ).toEqual(['Acme', '(others)', 'total']);
  });

  it('count a record of the rest once, although it stands in several groups', async () => {
    expect(await figures(deals({ ...by('tags'), top: { count: 1, others: true }, totals: true }))).toEqual({
      y: 150,
      '(others)': 157,
      total: 207,
    });
  });
});

describe('a reader with a part of the rights', () => {
  it('gets the sums of his own deals, the same whatever they are grouped by', async () => {
    expect(await figures(deals({ ...by('customer.name'), totals: true }), seller)).toEqual({
      Acme: 100,
      '(restricted)': 20,
      total: 120,
    });
    expect(await figures(deals({ ...by('customer'), totals: true }), seller)).toEqual({
      Acme: 100,
      '(restricted)': 20,
      total: 120,
    });
    expect(await figures(deals({ ...by('stage'), totals: true }), seller)).toEqual({ open: 20, won: 100, total: 120 });
    const { notes } = await ask(deals(by('customer')), seller);
    expect(notes.restricted).toEqual(['deal', 'customer']);
  });

  it('counts records that he cannot see in no filter either', async () => {
    expect(await figures(deals({ measures: [count], filter: 'customer.name = "Cora"' }), seller)).toEqual({
      '(blank)': 0,
    });
  });

  it.each<[string, Partial<ReportQuery>, string]>([
    ['a dimension', by('customer.segment'), '/dimensions/0/field'],
    ['a value', { measures: [{ key: 'c', aggregate: 'sum', of: 'amount - cost' }] }, '/measures/0/of'],
    ['the filter of a value', { measures: [{ ...count, filter: 'cost > 90' }] }, '/measures/0/filter'],
    ['the filter', { filter: 'customer.segment = "Ent"' }, '/filter'],
  ])('is refused a hidden field as %s, by name', async (_what, more, path) => {
    const error = await ask(deals(more), seller).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PlatformError);
    expect((error as PlatformError).kind).toBe('forbidden');
    expect((error as PlatformError).problems).toMatchObject([{ code: 'REPORT_FIELD_FORBIDDEN', path }]);
  });

  it('is refused a form of which he may see nothing', async () => {
    await expect(ask(deals({}), stranger)).rejects.toMatchObject({
      kind: 'forbidden',
      problems: [{ code: 'REPORT_FORM_FORBIDDEN' }],
    });
  });
});

describe('drilling', () => {
  const records = () =>
    createRecords({ db: database.db, catalog: () => world.catalog, clock, newId: () => id(0), hooks: [] });

  it.each<[string, ReportQuery, Actor]>([
    ['a choice', deals(by('stage')), admin],
    ['a relation', deals(by('customer')), admin],
    ['a field behind a relation', deals(by('customer.region')), admin],
    ['a person', deals(by('owner')), admin],
    ['several values', deals(by('tags')), admin],
    [
      'two dimensions',
      deals({
        dimensions: [
          { key: 'a', field: 'stage' },
          { key: 'b', field: 'customer.segment' },
        ],
      }),
      admin,
    ],
    ['the top and the rest', deals({ ...by('customer'), top: { count: 1, others: true } }), admin],
    ['the rest of a field with blanks', deals({ ...by('customer.region'), top: { count: 1, others: true } }), admin],
    ['hidden records', deals(by('customer')), seller],
    ['a field of hidden records', deals(by('customer.name')), seller],
    ['a filtered query', deals({ ...by('stage'), filter: 'amount > 25 or customer = null' }), admin],
  ])('into %s finds as many records as the cell counts', async (_what, query, actor) => {
    const counted = { ...query, measures: [count, { ...count, key: 'big', filter: 'amount > 40' }] };
    const answer = await ask({ ...counted, totals: true }, actor);
    const rows: readonly ResultRow[] = [...answer.rows, answer.totals as ResultRow];
    for (const row of rows) {
      for (const measure of ['n', 'big']) {
        const drilled = drillFilter(counted, answer, row, measure);
        if ('problems' in drilled) throw new PlatformError('invalid', drilled.problems);
        const found = await records().count(actor, {
          app: 'sales',
          form: 'deal',
          ...(drilled.filter === '' ? {} : { filter: drilled.filter }),
        });
        expect({ filter: drilled.filter, found }).toEqual({ filter: drilled.filter, found: row[measure] });
      }
    }
  });

  it('tells which dimension a row leaves out', async () => {
    const query = deals({
      dimensions: [
        { key: 'a', field: 'stage' },
        { key: 'b', field: 'owner' },
      ],
    });
    expect(drillFilter(query, await ask(query), { a: 'won' })).toMatchObject({
      problems: [{ code: 'REPORT_ROW_UNKNOWN' }],
    });
  });
});

describe('a published report', () => {
  const definition = { title: 'By stage', query: deals(by('stage')), chart: { type: 'bar' } } as const;
  const published = () => {
    const catalog = makeCatalog(world.catalog.workspace, { hidden: definition, open_to_sellers: definition });
    return createReports({ db: database.db, catalog: () => catalog, clock });
  };

  it('is answered for those whose role opens it, with their own numbers', async () => {
    expect((await published().report(admin, 'sales', 'hidden')).result.rows).toHaveLength(3);
    const mine = await published().report(seller, 'sales', 'open_to_sellers');
    expect(mine.definition).toBe(definition);
    expect(mine.result.rows).toEqual([
      { d: 'open', sum: 20 },
      { d: 'won', sum: 100 },
    ]);
  });

  it.each([
    [seller, 'hidden'],
    [stranger, 'open_to_sellers'],
    [admin, 'nothing'],
  ])('is not there for anybody else', async (actor, key) => {
    await expect(published().report(actor, 'sales', key)).rejects.toMatchObject({
      kind: 'not-found',
      problems: [{ code: 'REPORT_NOT_FOUND' }],
    });
  });
});

describe('an answer without end', () => {
  it('is cut, says so, and its total covers all', async () => {
    await sql`insert into sales.deal (id, created_at, updated_at, amount, note) select gen_random_uuid(), now(), now(), 1, 'note ' || n from generate_series(1, 2500) n`.execute(
      database.db,
    );
    const { rows, totals, notes } = await ask(
      deals({ dimensions: [{ key: 'd', field: 'note' }], measures: [count], filter: 'note != null', totals: true }),
    );
    expect(rows).toHaveLength(maxGroups);
    expect(notes.truncated).toEqual({ shown: 2000, of: 2500 });
    expect(totals).toEqual({ n: 2500 });
    await sql`delete from sales.deal where note is not null`.execute(database.db);
  });

  it('is stopped when the database takes too long', async () => {
    const hurried = createReports({ db: database.db, catalog: () => world.catalog, clock, timeoutSeconds: 0.001 });
    await sql`insert into sales.deal (id, created_at, updated_at, amount, note) select gen_random_uuid(), now(), now(), n, 'note ' || n from generate_series(1, 50000) n`.execute(
      database.db,
    );
    await expect(hurried.query(admin, 'sales', deals(by('note')))).rejects.toMatchObject({
      kind: 'limited',
      problems: [{ code: 'REPORT_TOO_SLOW' }],
    });
    await sql`delete from sales.deal where note is not null`.execute(database.db);
  });
});
