import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonValue, SortKey } from '@tangram/schema';
import type { ListQuery, RecordRow } from '../records.ts';
import { openSales, refusals, type Sales } from '../testing/open-sales.ts';

let database: TestDatabase;
let sales: Sales;
let seeds: Seed[] = [];

interface Seed {
  readonly name: string;
  readonly amount: number | null;
  readonly due: string | null;
  readonly open: boolean | null;
  readonly stage: string;
  readonly account: string | null;
  readonly rep: string | null;
}

const lead = { app: 'sales', form: 'lead' };

/** 137 leads with blanks, ties, and names that hold what SQL and LIKE care about. */
beforeAll(async () => {
  database = await openTestDatabase();
  sales = await openSales(database.db);
  const { dora, bob } = sales.people;
  const accounts: RecordRow[] = [];
  for (const name of ['Acme', 'Beta', '七巧'])
    accounts.push(
      await sales.records.create(dora, { app: 'sales', form: 'account', values: { name, sector: 'retail' } }),
    );
  seeds = Array.from({ length: 137 }, (_, n) => ({
    name: ['100%', 'a_b', "o'hara", '张三', 'x\\y'][n % 5] as string,
    amount: n % 3 === 0 ? null : (n % 7) * 1.5,
    due: n % 4 === 0 ? null : `2026-0${(n % 9) + 1}-1${n % 10}`,
    open: n % 5 === 0 ? null : n % 2 === 0,
    stage: n % 6 === 0 ? '方案报价' : '新线索',
    account: n % 4 === 3 ? null : (accounts[n % 3]?.id as string),
    rep: n % 2 === 0 ? bob.userId : null,
  }));
  const rows = seeds.map((values) => ({ kind: 'create' as const, values: { ...values } }));
  for (let at = 0; at < rows.length; at += 40) {
    sales.now = new Date(sales.now.getTime() + 1);
    await sales.records.writeMany(dora, { ...lead, rows: rows.slice(at, at + 40) });
  }
});
afterAll(() => database.close());

const list = (query: Partial<ListQuery> = {}) => sales.records.list(sales.people.dora, { ...lead, ...query });

async function allPages(query: Partial<ListQuery>): Promise<RecordRow[]> {
  const rows: RecordRow[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await list({ ...query, ...(after === undefined ? {} : { after }) });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

describe('a list', () => {
  it('begins with the newest records, 50 of them', async () => {
    const { rows, next } = await list();
    expect(rows).toHaveLength(50);
    expect(next).not.toBeNull();
    expect(rows[0]?.['created_at']).toBe('2026-11-22T03:04:05.682Z');
  });

  it('walks relations, also to people and their managers', async () => {
    const { rows } = await list({
      fields: [
        'account.name',
        'account.title',
        'account.parent',
        'rep.name',
        'rep.manager',
        'rep.manager.email',
        'owner.id',
      ],
      filter: 'rep.name = "Bob" and account.name = "Acme"',
      limit: 1,
    });
    const { dora, ann } = sales.people;
    expect(rows[0]).toMatchObject({
      'account.name': 'Acme',
      'account.title': 'Acme',
      'account.parent': null,
      'rep.name': 'Bob',
      'rep.manager': { id: ann.userId, title: 'Ann' },
      'rep.manager.email': 'ann@example.com',
      'owner.id': dora.userId,
    });
  });

  it('counts: not at all, up to a thousand, or exactly', async () => {
    expect(await list({ limit: 1 })).not.toHaveProperty('count');
    expect((await list({ limit: 1, count: 'exact', filter: 'stage = "方案报价"' })).count).toBe(23);
    expect((await list({ limit: 1, count: 'capped' })).count).toBe(137);
  });

  it.each<[string, (row: Seed) => boolean]>([
    ['amount > 5', ({ amount }) => amount !== null && amount > 5],
    ['amount＞5', ({ amount }) => amount !== null && amount > 5],
    ['amount = null', ({ amount }) => amount === null],
    ['not(amount > 5)', ({ amount }) => amount !== null && amount <= 5],
    ['amount in [3..6]', ({ amount }) => amount !== null && amount >= 3 && amount <= 6],
    ['stage in ("方案报价", "流失客户")', ({ stage }) => stage === '方案报价'],
    ['open', ({ open }) => open === true],
    ['due >= date("2026-05-01") and due < date("2026-06-01")', ({ due }) => due?.startsWith('2026-05') === true],
    ['contains(name, "o\'h")', ({ name }) => name === "o'hara"],
    ['account = null', ({ account }) => account === null],
    ['rep.name = "Bob" or amount = 0', ({ rep, amount }) => rep !== null || amount === 0],
    ['owner = user', () => true],
    ['amount / 0 > 1', () => false],
    ['created_at > now()', () => false],
  ])('filters by %s', async (filter, fits) => {
    const expected = seeds.filter(fits).length;
    expect((await list({ filter, count: 'exact' })).count).toBe(expected);
    expect(await sales.records.count(sales.people.dora, { ...lead, filter })).toBe(expected);
  });

  it('searches text as it is written', async () => {
    for (const [search, name] of [
      ['0%', '100%'],
      ['_', 'a_b'],
      ['三', '张三'],
      ['\\', 'x\\y'],
      ['O’', null],
      ["'HARA", "o'hara"],
    ] as const) {
      const { rows } = await list({ search, fields: ['name'] });
      expect([...new Set(rows.map((row) => row['name']))]).toEqual(name === null ? [] : [name]);
    }
  });

  it('answers wrong questions with problems, all of them', async () => {
    const asked = (query: Partial<ListQuery>) => refusals(list(query));
    expect(
      await asked({
        fields: ['nmae', 'name.x', 'account.nowhere'],
        sort: [
          { field: 'tags', direction: 'ascending' },
          { field: 'zzz', direction: 'ascending' },
        ],
      }),
    ).toEqual([
      'RECORD_FIELD_NOT_SORTABLE /sort/0',
      'RECORD_FIELD_UNKNOWN /sort/1',
      'RECORD_FIELD_UNKNOWN /fields/0',
      'RECORD_FIELD_UNKNOWN /fields/1',
      'RECORD_FIELD_UNKNOWN /fields/2',
    ]);
    expect(
      (await asked({ filter: 'amount >' })).every((text) => text.startsWith('EXPR_') && text.endsWith('/filter')),
    ).toBe(true);
    expect(await asked({ filter: 'name > 3' })).not.toEqual([]);
    expect(await asked({ filter: 'name"; drop table sales.lead; --' })).not.toEqual([]);
    expect(await asked({ limit: 0 })).toEqual(['RECORD_LIMIT_INVALID /limit']);
    expect(await asked({ limit: 201 })).toEqual(['RECORD_LIMIT_INVALID /limit']);
    expect(await asked({ after: 'rubbish' })).toEqual(['RECORD_CURSOR_INVALID /after']);
    const { next } = await list({ limit: 1, sort: [{ field: 'amount', direction: 'ascending' }] });
    expect(await asked({ after: next as string })).toEqual(['RECORD_CURSOR_INVALID /after']);
    expect(await refusals(sales.records.get(sales.people.dora, { ...lead, id: "x'; --" }))).toEqual([
      'RECORD_NOT_FOUND',
    ]);
  });

  it('survives a cursor that somebody made up', async () => {
    const sort: SortKey[] = [{ field: 'amount', direction: 'ascending' }];
    const { writeCursor } = await import('./cursor.ts');
    for (const values of [
      ['x', sales.newId()],
      ['1', 'no id'],
      ['NaN', sales.newId()],
    ]) {
      const answer = await list({ sort, after: writeCursor('amount', values) }).then(
        () => 'fine',
        (error: { kind: string }) => error.kind,
      );
      expect(['fine', 'invalid']).toContain(answer);
    }
  });
});

describe('paging', () => {
  const fields = ['name', 'amount', 'due', 'open', 'stage', 'account', 'rep', 'created_at', 'account.name', 'chance'];
  const sorts = fc
    .uniqueArray(fc.constantFrom(...fields), { maxLength: 4 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((field) =>
          fc.constantFrom<SortKey['direction']>('ascending', 'descending').map((direction) => ({ field, direction })),
        ),
      ),
    );

  it('visits each record exactly once and in order, whatever it is sorted by', async () => {
    await fc.assert(
      fc.asyncProperty(sorts, fc.integer({ min: 5, max: 60 }), async (sort, limit) => {
        const rows = await allPages({ sort, limit, fields });
        expect(new Set(rows.map(({ id }) => id)).size).toBe(137);
        expect(rows).toHaveLength(137);
        for (const [index, row] of rows.entries()) {
          const next = rows[index + 1];
          if (next !== undefined) expect(isInOrder(row, next, sort)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('goes on behind a record that was changed meanwhile', async () => {
    const sort: SortKey[] = [{ field: 'created_at', direction: 'descending' }];
    const first = await list({ sort, limit: 60 });
    const last = first.rows.at(-1) as RecordRow;
    await sales.records.remove(sales.people.dora, { ...lead, id: last.id });
    const second = await list({ sort, limit: 100, after: first.next as string });
    expect(second.rows).toHaveLength(77);
    await sales.records.restore(sales.people.dora, { ...lead, id: last.id });
  });
});

/** Numbers, dates and yes/no are compared here; of texts, whose order is the database's, only that blanks come last. */
function isInOrder(row: RecordRow, next: RecordRow, sort: readonly SortKey[]): boolean {
  for (const { field, direction } of sort) {
    const [a, b] = [plain(row[field]), plain(next[field])];
    if (a === b) continue;
    if (a === null) return false;
    if (b === null) return true;
    if (typeof a === 'string' && field !== 'due' && field !== 'created_at') return true;
    return direction === 'ascending' ? a < b : a > b;
  }
  return true;
}

function plain(value: JsonValue | undefined): number | string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' ? String((value as { title: string }).title) : value;
}
