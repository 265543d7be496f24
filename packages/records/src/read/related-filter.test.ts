import type { JsonValue, RoleDefinition } from '@tangram/schema';
import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileSql, readExpression } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { recordRow } from '../sql/record-row.ts';
import { openSales, refusals, type Sales } from '../testing/open-sales.ts';
import { salesCatalog } from '../testing/sales-app.ts';

let database: TestDatabase;
let sales: Sales;
const ids: { [name: string]: string } = {};

const seller: RoleDefinition = {
  title: 'Seller',
  forms: {
    lead: {
      operations: ['read', 'create'],
      scope: 'own',
      fields: { amount: 'hidden', weighted: 'hidden', phone: 'masked' },
    },
    account: { operations: ['read'], scope: 'all' },
  },
};
const head: RoleDefinition = { title: 'Head', forms: { account: { operations: ['read'], scope: 'all' } } };

beforeAll(async () => {
  database = await openTestDatabase();
  sales = await openSales(database.db, salesCatalog({ roles: { seller, head } }));
  const { dora, ann, bob } = sales.people;
  for (const name of ['Shop', 'Clinic', 'Empty', 'Child']) {
    const values = { name, ...(name === 'Child' ? { parent: ids['Shop'] as string } : {}) };
    ids[name] = (await sales.records.create(dora, { app: 'sales', form: 'account', values })).id;
  }
  const lead = async (account: string, owner: string | null, values: { [field: string]: JsonValue }) =>
    sales.records.create(dora, {
      app: 'sales',
      form: 'lead',
      values: { name: 'x', account: ids[account] as string, owner, ...values },
    });
  await lead('Shop', ann.userId, { amount: 10.1, open: true });
  await lead('Shop', bob.userId, { amount: 20.2, open: false });
  await lead('Shop', bob.userId, { amount: 30, open: true, stage: '方案报价' });
  await lead('Clinic', ann.userId, { amount: 5, open: true });
  const gone = await lead('Clinic', ann.userId, { amount: 1000, open: true });
  await sales.records.remove(dora, { app: 'sales', form: 'lead', id: gone.id });
});
afterAll(() => database.close());

const found = async (actor: Sales['people']['ann'], filter: string) => {
  const sort = [{ field: 'name', direction: 'ascending' as const }];
  const page = await sales.records.list(actor, { app: 'sales', form: 'account', fields: ['name'], filter, sort });
  return page.rows.map((row) => row['name']);
};

describe('a filter that counts related records', () => {
  it.each([
    ['count(lead) >= 2', ['Shop']],
    ['count(lead) = 0', ['Child', 'Empty']],
    ['count(lead[open]) = 1', ['Clinic']],
    ['sum(lead.amount) = 60.3', ['Shop']],
    ['sum(lead.amount) = null', ['Child', 'Empty']],
    ['max(lead[stage = "新线索"].amount) > 20', ['Shop']],
    ['some each in lead satisfies each.stage = "方案报价"', ['Shop']],
    ['every each in lead satisfies each.open', ['Child', 'Clinic', 'Empty']],
    ['count(lead[account.name = "Shop" and amount > 15]) = 2', ['Shop']],
    ['count(account[count(lead) = 0]) = 1', ['Shop']],
    ['count(lead[rep = null and owner = user]) > 0', []],
  ])('%s finds %s', async (filter, expected) => {
    expect(await found(sales.people.dora, filter)).toEqual(expected);
  });

  it('counts only what the viewer sees', async () => {
    expect(await found(sales.people.ann, 'count(lead) = 1')).toEqual(['Clinic', 'Shop']);
    expect(await found(sales.people.bob, 'count(lead) = 2')).toEqual(['Shop']);
    expect(await found(sales.people.bob, 'count(lead) = 0')).toEqual(['Child', 'Clinic', 'Empty']);
  });

  it('is refused where it speaks of a field or a form that the viewer may not read', async () => {
    const { ann, hua } = sales.people;
    expect(await refusals(found(ann, 'sum(lead.amount) > 10'))).toEqual(['RECORD_FIELD_HIDDEN /filter']);
    expect(await refusals(found(ann, 'count(lead[amount > 10]) > 0'))).toEqual(['RECORD_FIELD_HIDDEN /filter']);
    expect(await refusals(found(ann, 'count(lead[contains(phone, "1")]) > 0'))).toEqual([
      'RECORD_FIELD_HIDDEN /filter',
    ]);
    expect(await refusals(found(hua, 'count(lead) > 0'))).toEqual(['RECORD_FORBIDDEN /filter']);
  });

  it('says what is wrong in words', async () => {
    expect(await refusals(found(sales.people.dora, 'lead = null'))).toEqual(['EXPR_RELATED_ONLY /filter']);
    expect(await refusals(found(sales.people.dora, 'sum(lead.amuont) > 1'))).toEqual(['EXPR_MEMBER_UNKNOWN /filter']);
  });
});

describe('what one record counts', () => {
  const counts = (actor: Sales['people']['ann'], ...texts: string[]) =>
    sales.records.counts(actor, { app: 'sales', form: 'account', id: ids['Shop'] as string, counts: texts });

  it('is answered as the asker sees the related records', async () => {
    const { dora, ann } = sales.people;
    const texts = ['count( lead )', 'sum(lead.amount)', 'max(lead.created_at)', 'some l in lead satisfies l.open'];
    expect(await counts(dora, ...texts)).toEqual({
      'count( lead )': 3,
      'sum(lead.amount)': 60.3,
      'max(lead.created_at)': '2026-11-22T03:04:05.678Z',
      'some l in lead satisfies l.open': true,
    });
    expect(await counts(ann, 'count(lead)')).toEqual({ 'count(lead)': 1 });
  });

  it('is refused for anything else', async () => {
    const { dora, ann } = sales.people;
    expect(await refusals(counts(dora, 'count(lead) + 1', 'name'))).toEqual([
      'RECORD_NOT_A_COUNT /counts/0',
      'RECORD_NOT_A_COUNT /counts/1',
    ]);
    expect(await refusals(counts(ann, 'sum(lead.amount)'))).toEqual(['RECORD_FIELD_HIDDEN']);
  });
});

it('is served by the index of the reference', async () => {
  const form = sales.catalog.form('sales', 'account') as FormModel;
  const { expression } = readExpression('count(lead[open]) >= 2', form.scopeWithLists({}));
  if (expression === null) throw new Error('does not read');
  const condition: RawBuilder<unknown> = compileSql(expression, {
    ...recordRow(form, 't'),
    zone: 'UTC',
    now: new Date(0),
  });
  await database.db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx);
    const plan = await sql<{
      'QUERY PLAN': string;
    }>`explain select 1 from sales.account as t where ${condition}`.execute(trx);
    const lines = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toMatch(/Index.* lead_account_idx/);
  });
});
