import type { JsonValue } from '@tangram/schema';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormModel } from '@tangram/forms';
import { loadActor } from '../people/load-actor.ts';
import { revokeRole } from '../people/role-grants.ts';
import { openSales, refusals, type Sales } from '../testing/open-sales.ts';
import { salesCatalog } from '../testing/sales-app.ts';
import { accessOf } from './form-access.ts';
import { scopedTable } from './scoped-table.ts';

let database: TestDatabase;
let sales: Sales;
const lead = { app: 'sales', form: 'lead' };
const ids: { [name: string]: string } = {};

beforeAll(async () => {
  database = await openTestDatabase();
  sales = await openSales(database.db);
  const { dora, ann, bob, cai, hua } = sales.people;
  const account = async (name: string, sector: string, secret: string) => {
    const row = await sales.records.create(dora, { app: 'sales', form: 'account', values: { name, sector, secret } });
    ids[name] = row.id;
  };
  await account('Shop', 'retail', 'x');
  await account('Clinic', 'medical', 'y');
  const make = async (name: string, owner: string | null, more: { [field: string]: JsonValue } = {}) => {
    const row = await sales.records.create(dora, {
      ...lead,
      values: { name, owner, amount: 100, phone: '13812345678', ...more },
    });
    ids[name] = row.id;
  };
  await make('ann 1', ann.userId, { account: ids['Shop'] as string });
  await make('ann 2', ann.userId, { account: ids['Clinic'] as string });
  await make('bob 1', bob.userId);
  await make('cai 1', cai.userId);
  await make('hua 1', hua.userId);
  await make('nobody', null);
});
afterAll(() => database.close());

const names = async (actor: Sales['people']['ann'], query: object = {}) => {
  const page = await sales.records.list(actor, {
    ...lead,
    fields: ['name'],
    sort: [{ field: 'name', direction: 'ascending' }],
    ...query,
  });
  return page.rows.map((row) => row['name']);
};

describe('a seller', () => {
  it('sees own leads only: in lists, counts, by id, in history', async () => {
    const { ann } = sales.people;
    expect(await names(ann)).toEqual(['ann 1', 'ann 2']);
    expect(await sales.records.count(ann, lead)).toBe(2);
    expect((await sales.records.list(ann, { ...lead, count: 'capped' })).count).toBe(2);
    const foreign = { ...lead, id: ids['bob 1'] as string };
    expect(await refusals(sales.records.get(ann, foreign))).toEqual(['RECORD_NOT_FOUND']);
    expect(await refusals(sales.records.history(ann, foreign))).toEqual(['RECORD_NOT_FOUND']);
    expect(await refusals(sales.records.update(ann, { ...foreign, values: { name: 'x' } }))).toEqual([
      'RECORD_NOT_FOUND',
    ]);
    expect(await refusals(sales.records.remove(ann, { ...lead, id: ids['ann 1'] as string }))).toEqual([
      'RECORD_FORBIDDEN',
    ]);
  });

  it('never meets a hidden field, and a masked one only masked', async () => {
    const { ann } = sales.people;
    const row = await sales.records.get(ann, { ...lead, id: ids['ann 1'] as string });
    expect(Object.keys(row)).not.toContain('amount');
    expect(row['phone']).toBe('138****5678');
    const list = (query: object) => refusals(sales.records.list(ann, { ...lead, ...query }));
    expect(await list({ fields: ['name', 'amount'] })).toEqual(['RECORD_FIELD_HIDDEN /fields/1']);
    expect(await list({ filter: 'amount > 50' })).toEqual(['RECORD_FIELD_HIDDEN /filter']);
    expect(await list({ filter: 'starts with(phone, "138")' })).toEqual(['RECORD_FIELD_HIDDEN /filter']);
    expect(await list({ sort: [{ field: 'amount', direction: 'ascending' }] })).toEqual([
      'RECORD_FIELD_HIDDEN /sort/0',
    ]);
    expect(await list({ fields: ['account.secret'] })).toEqual(['RECORD_FIELD_HIDDEN /fields/0']);
    expect(await names(ann, { search: '5678' })).toEqual([]);
    const { entries } = await sales.records.history(ann, { ...lead, id: ids['ann 1'] as string });
    const changes = Object.fromEntries((entries[0]?.changes ?? []).map(({ field, new: value }) => [field, value]));
    expect(changes).not.toHaveProperty('amount');
    expect(changes['phone']).toBe('138****5678');
  });

  it('cannot write what may not be written', async () => {
    const { ann } = sales.people;
    const id = ids['ann 1'] as string;
    const update = (values: { [field: string]: JsonValue }) =>
      refusals(sales.records.update(ann, { ...lead, id, values }));
    expect(await update({ amount: 1, phone: '13900000000', rep: null })).toEqual([
      'RECORD_FIELD_READ_ONLY /amount',
      'RECORD_FIELD_READ_ONLY /phone',
      'RECORD_FIELD_READ_ONLY /rep',
    ]);
    expect(await refusals(sales.records.create(ann, { app: 'sales', form: 'account', values: { name: 'x' } }))).toEqual(
      ['RECORD_FORBIDDEN'],
    );
  });

  it('sees of a referenced record only what its own role allows', async () => {
    const { ann } = sales.people;
    const { rows } = await sales.records.list(ann, {
      ...lead,
      fields: ['name', 'account', 'account.sector', 'account.name'],
      sort: [{ field: 'name', direction: 'ascending' }],
    });
    expect(rows.map((row) => row['account'])).toEqual([
      { id: ids['Shop'], title: 'Shop' },
      { id: ids['Clinic'], title: null },
    ]);
    expect(rows.map((row) => row['account.sector'])).toEqual(['retail', null]);
    expect(await names(ann, { filter: 'account.sector = "medical"' })).toEqual([]);
    expect(await names(ann, { filter: 'account.name = "Clinic"' })).toEqual([]);
    expect(await names(ann, { sort: [{ field: 'account', direction: 'descending' }] })).toEqual(['ann 1', 'ann 2']);
  });

  it('cannot point a record at one that he may not see, nor create for others', async () => {
    const { ann, bob } = sales.people;
    const create = (values: { [field: string]: JsonValue }) =>
      sales.records.create(ann, { ...lead, values: { name: 'new', ...values } });
    expect(await refusals(create({ account: ids['Clinic'] as string }))).toEqual(['RECORD_REFERENCE_MISSING /account']);
    expect(await refusals(create({ owner: bob.userId }))).toEqual(['RECORD_OUT_OF_SCOPE']);
    const row = await create({ account: ids['Shop'] as string });
    expect(row['account']).toEqual({ id: ids['Shop'], title: 'Shop' });
    const outcomes = await sales.records.writeMany(ann, {
      ...lead,
      rows: [ids['ann 1'], ids['bob 1'], ids['nobody']].map((id) => ({
        kind: 'update',
        id: id as string,
        values: { reason: 'r' },
      })),
    });
    expect(outcomes.map((outcome) => (outcome.saved ? 'saved' : outcome.problems[0]?.code))).toEqual([
      'saved',
      'RECORD_NOT_FOUND',
      'RECORD_NOT_FOUND',
    ]);
    await sales.records.remove(sales.people.dora, { ...lead, id: row.id });
  });

  it('may give a record away and then sees it no more', async () => {
    const { ann, bob, dora } = sales.people;
    const row = await sales.records.create(ann, { ...lead, values: { name: 'gift' } });
    const given = await sales.records.update(ann, { ...lead, id: row.id, values: { owner: bob.userId } });
    expect(given).toEqual({ id: row.id, version: 2 });
    expect(await refusals(sales.records.get(ann, { ...lead, id: row.id }))).toEqual(['RECORD_NOT_FOUND']);
    await sales.records.remove(dora, { ...lead, id: row.id });
  });
});

describe('the head of a department', () => {
  it('sees the leads of its people, amounts and all, and nobody else’s', async () => {
    const { hua } = sales.people;
    expect(await names(hua)).toEqual(['ann 1', 'ann 2', 'bob 1', 'hua 1']);
    expect(await names(hua, { filter: 'amount >= 100' })).toHaveLength(4);
    expect(await names(hua, { filter: 'account.sector = "medical"' })).toEqual(['ann 2']);
    expect((await sales.records.get(hua, { ...lead, id: ids['bob 1'] as string }))['amount']).toBe(100);
    expect(await refusals(sales.records.get(hua, { ...lead, id: ids['cai 1'] as string }))).toEqual([
      'RECORD_NOT_FOUND',
    ]);
  });

  it('exports what he sees; a seller may not export', async () => {
    const seen: JsonValue[] = [];
    for await (const row of sales.records.export(sales.people.hua, { ...lead, fields: ['name'] }))
      seen.push(row['name'] as string);
    expect(seen).toHaveLength(4);
    const exported = sales.records.export(sales.people.ann, lead)[Symbol.asyncIterator]().next();
    expect(await refusals(exported)).toEqual(['RECORD_FORBIDDEN']);
  });
});

describe('grants', () => {
  it('of several roles add up, and of one operation never serve another', () => {
    const { ann } = sales.people;
    const catalog = salesCatalog({
      roles: {
        reader: { title: 'Reader', forms: { lead: { operations: ['read'], scope: 'all' } } },
        seller: {
          title: 'Seller',
          forms: {
            lead: {
              operations: ['read', 'update'],
              scope: 'own',
              otherFields: 'read',
              fields: { amount: 'hidden', name: 'write' },
            },
          },
        },
      },
    });
    const actor = { ...ann, roles: [...ann.roles, { app: 'sales', role: 'reader' }] };
    const access = accessOf(actor, catalog.form('sales', 'lead') as FormModel, catalog);
    expect(access.may('delete')).toBe(false);
    expect(access.canRead('amount')).toBe(true);
    expect(['amount', 'name', 'stage'].map((key) => access.canWrite(key, 'update'))).toEqual([false, true, false]);
    expect(access.canWrite('name', 'create')).toBe(false);
  });

  it('are gone at once when the role is taken away', async () => {
    const { cai } = sales.people;
    expect(await names(cai)).toEqual(['cai 1']);
    await revokeRole(database.db, 'sales', 'seller', { type: 'person', id: cai.userId as string });
    const now = (await loadActor(database.db, cai.userId as string)) as typeof cai;
    expect(await refusals(sales.records.list(now, lead))).toEqual(['RECORD_FORBIDDEN']);
  });

  it('with a condition may speak of the user and of related records', async () => {
    const condition =
      'account.sector = "medical" and list contains(user.roles, "seller") or owner = user and name != "ann 1"';
    const catalog = salesCatalog({
      roles: { seller: { title: 'S', forms: { lead: { operations: ['read'], scope: { condition } } } } },
    });
    const records = sales.engine([], catalog);
    const { rows } = await records.list(sales.people.ann, { ...lead, fields: ['name'] });
    expect(rows.map((row) => row['name'])).toEqual(['ann 2']);
    const bob = await records.list(sales.people.bob, {
      ...lead,
      fields: ['name'],
      sort: [{ field: 'name', direction: 'ascending' }],
    });
    expect(bob.rows.map((row) => row['name'])).toEqual(['ann 2', 'bob 1']);
  });

  it('that do not read allow nothing', async () => {
    const catalog = salesCatalog({
      roles: {
        seller: { title: 'S', forms: { lead: { operations: ['read'], scope: { condition: 'nothing here' } } } },
      },
    });
    expect((await sales.engine([], catalog).list(sales.people.ann, lead)).rows).toEqual([]);
  });
});

it('a scoped table holds the rows and columns that the actor sees', async () => {
  const { ann } = sales.people;
  const table = scopedTable(ann, sales.catalog.form('sales', 'lead') as FormModel, 'x', sales.catalog, sales.now);
  const { rows } = await sql<{
    names: string[];
  }>`select array_agg(x.name order by x.name) as names from ${table}`.execute(database.db);
  expect(rows[0]?.names).toEqual(['ann 1', 'ann 2']);
  await expect(sql`select x.amount from ${table}`.execute(database.db)).rejects.toThrow('does not exist');
  await expect(sql`select x.phone from ${table}`.execute(database.db)).rejects.toThrow('does not exist');
});
