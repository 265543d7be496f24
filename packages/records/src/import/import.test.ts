import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../actor.ts';
import { openSales, refusals, type Sales } from '../testing/open-sales.ts';
import { type ImportRequest, importRecords, type SheetRow } from './import-records.ts';

let database: TestDatabase;
let sales: Sales;
const clock = { now: () => new Date('2026-11-22T00:00:00Z') };

beforeAll(async () => {
  database = await openTestDatabase();
  sales = await openSales(database.db);
});
afterAll(() => database.close());

function importInto(form: string, request: Omit<ImportRequest, 'app' | 'form'>, actor: Actor = sales.people.dora) {
  const parts = { db: database.db, records: sales.records, catalog: () => sales.catalog, clock };
  return importRecords(parts, actor, { app: 'sales', form, ...request });
}

const codes = (failed: Awaited<ReturnType<typeof importInto>>['failed']) =>
  failed.map(({ row, problems }) => [row, ...problems.map(({ code, path }) => `${code} ${path}`)]);

async function* sheet(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
  for (const row of rows) yield await Promise.resolve(row);
}

describe('an import', () => {
  it('lets a row name a later row of the same sheet', async () => {
    const accounts = {
      fields: [
        { field: 'name', column: 'account' },
        { field: 'parent', column: 'of' },
      ],
    };
    const rows = [
      { account: 'Leaf', of: 'Branch' },
      { account: 'Branch', of: 'Root' },
      { account: 'Root', of: '' },
      { account: 'Lost', of: 'Nowhere' },
      { account: 'Loop', of: 'Loop' },
    ];
    const { created, failed } = await importInto('account', { rows: sheet(rows), mapping: accounts });
    expect(created).toBe(3);
    expect(codes(failed)).toEqual([
      [4, 'RECORD_IMPORT_NO_MATCH /parent'],
      [5, 'RECORD_IMPORT_NO_MATCH /parent'],
    ]);
    expect(failed[0]?.source).toEqual({ account: 'Lost', of: 'Nowhere' });
    expect(failed[0]?.problems[0]?.params).toMatchObject({ field: { en: 'Parent', zh: '上级' } });
    const { rows: read } = await sales.records.list(sales.people.dora, {
      app: 'sales',
      form: 'account',
      fields: ['name', 'parent.parent'],
      filter: 'name = "Leaf"',
    });
    expect(read[0]).toMatchObject({ 'parent.parent': { title: 'Root' } });
  });

  it('maps columns, values, people and constants, and says of every other row why not', async () => {
    const mapping = {
      fields: [
        { field: 'name', column: '名称' },
        { field: 'stage', column: 'stage', values: { Lost: '流失客户', Prospecting: '新线索', GTXPro: '方案报价' } },
        { field: 'account', column: 'account' },
        { field: 'rep', column: 'agent' },
        { field: 'owner', column: 'mail' },
        { field: 'amount', column: 'value' },
        { field: 'reason', constant: 'imported' },
        { field: 'open', constant: true },
      ],
    };
    const base = { stage: 'Prospecting', account: 'Root', agent: 'Bob', mail: 'CAI@example.com', value: '1,000.5' };
    const rows: SheetRow[] = [
      { ...base, 名称: 'good' },
      { ...base, 名称: 'mapped', stage: 'GTXPro', value: '' },
      { ...base, 名称: 'bad value', value: 'abc', stage: 'Unheard' },
      { ...base, 名称: 'no account', account: 'Rooot', agent: 'Robert' },
      { ...base, 名称: '' },
      { ...base, 名称: 'ragged', account: '' },
    ];
    const done: number[] = [];
    const result = await importInto('lead', { rows, mapping, onProgress: (count) => void done.push(count) });
    expect({ ...result, failed: codes(result.failed) }).toEqual({
      created: 3,
      updated: 0,
      unchanged: 0,
      failed: [
        [3, 'FORM_VALUE_OPTION /stage', 'FORM_VALUE_NUMBER /amount'],
        [4, 'RECORD_IMPORT_NO_MATCH /account', 'RECORD_IMPORT_NO_MATCH /rep'],
        [5, 'FORM_VALUE_REQUIRED /name'],
      ],
    });
    expect(done).toEqual([6]);
    const { rows: read } = await sales.records.list(sales.people.dora, {
      app: 'sales',
      form: 'lead',
      filter: 'name = "good"',
    });
    expect(read[0]).toMatchObject({
      amount: 1000.5,
      account: { title: 'Root' },
      rep: { title: 'Bob' },
      owner: { title: 'Cai' },
      reason: 'imported',
      open: true,
    });
    const { entries } = await sales.records.history(sales.people.dora, {
      app: 'sales',
      form: 'lead',
      id: read[0]?.id as string,
    });
    expect(entries[0]).toMatchObject({ channel: 'import', actor: { name: 'Dora' } });
  });

  it('changes by a key what is there, makes what is not, and leaves what already stands so', async () => {
    const mapping = {
      upsertBy: 'email',
      fields: ['name', 'email', 'amount'].map((field) => ({ field, column: field })),
    };
    const rows = (amount: string) => ['a', 'b', 'c'].map((name) => ({ name, email: `${name}@x.cn`, amount }));
    expect(await importInto('lead', { rows: rows('1').slice(0, 2), mapping })).toMatchObject({
      created: 2,
      updated: 0,
    });
    const mixed = [
      ...rows('1').slice(0, 1),
      ...rows('2').slice(1),
      { name: 'd', email: '', amount: '1' },
      { name: 'twice', email: 'a@x.cn', amount: '9' },
    ];
    const result = await importInto('lead', { rows: mixed, mapping });
    expect({ ...result, failed: codes(result.failed) }).toEqual({
      created: 1,
      updated: 1,
      unchanged: 1,
      failed: [
        [4, 'RECORD_IMPORT_KEY_BLANK /email'],
        [5, 'RECORD_IMPORT_KEY_REPEATED /email'],
      ],
    });
  });

  it('tried dry tells the same and leaves nothing', async () => {
    const before = await sales.records.count(sales.people.dora, { app: 'sales', form: 'account' });
    const mapping = {
      fields: [
        { field: 'name', column: 'name' },
        { field: 'parent', column: 'of' },
      ],
    };
    const rows = [
      { name: 'B', of: 'A' },
      { name: 'A', of: '' },
      { name: '', of: '' },
    ];
    expect(await importInto('account', { rows, mapping, dryRun: true })).toMatchObject({
      created: 2,
      failed: [{ row: 3 }],
    });
    expect(await sales.records.count(sales.people.dora, { app: 'sales', form: 'account' })).toBe(before);
  });

  it('with a mistaken mapping, or without the right to import, does not begin', async () => {
    const mapping = {
      upsertBy: 'email',
      fields: [
        { field: 'nmae', column: 'name' },
        { field: 'account', column: 'acount', match: 'code' },
      ],
    };
    const rows = [{ name: 'x', account: 'y' }];
    expect(await refusals(importInto('lead', { rows, mapping }))).toEqual([
      'RECORD_FIELD_UNKNOWN /fields/0/field',
      'RECORD_IMPORT_COLUMN_UNKNOWN /fields/1/column',
      'RECORD_FIELD_UNKNOWN /fields/1/match',
      'RECORD_FIELD_UNKNOWN /upsertBy',
    ]);
    const good = { fields: [{ field: 'name', column: 'name' }] };
    expect(await refusals(importInto('account', { rows, mapping: good }, sales.people.ann))).toEqual([
      'RECORD_FORBIDDEN',
    ]);
    expect(await importInto('lead', { rows, mapping: good }, sales.people.ann)).toMatchObject({ created: 1 });
  });

  it('takes thousands of rows through hooks in batches', async () => {
    const counted = { before: 0, batches: 0 };
    const records = sales.engine([
      {
        async before(_, changes) {
          counted.batches++;
          for (const change of changes) {
            counted.before++;
            change.set('amount', 7, { rule: 'x', reason: 'seven' });
          }
        },
      },
    ]);
    const rows = Array.from({ length: 2300 }, (_, n) => ({
      name: `row ${n}`,
      account: 'Root',
      email: n === 1234 ? 'a@x.cn' : '',
    }));
    const mapping = { fields: ['name', 'account', 'email'].map((field) => ({ field, column: field })) };
    const parts = { db: database.db, records, catalog: () => sales.catalog, clock };
    const result = await importRecords(parts, sales.people.dora, { app: 'sales', form: 'lead', rows, mapping });
    expect(result).toMatchObject({ created: 2299, failed: [{ row: 1235 }] });
    expect(counted).toEqual({ before: 2300, batches: 5 });
  });
});
