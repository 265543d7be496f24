import { openTestDatabase, type TestDatabase } from '@tangram/tests/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalog } from './catalog.ts';
import { openSales } from './testing/open-sales.ts';
import { fieldOf, lead, salesCatalog } from './testing/sales-app.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Leads with a formula that counts the days off around the National Day. */
const reply = fieldOf('date', { title: 'Reply by', formula: 'add working days(due, 1)' });
const leadWithReply = { ...lead, properties: { ...lead.properties, reply } };

test('formulas and filters count the working days of the workspace', async () => {
  const plain = salesCatalog({ lead: leadWithReply });
  const china: Catalog = { ...plain, workspace: { ...plain.workspace, calendar: 'china' } };
  const sales = await openSales(database.db, plain);
  const place = { app: 'sales', form: 'lead' };
  const create = (catalog: Catalog, name: string) =>
    sales.engine([], catalog).create(sales.people.dora, { ...place, values: { name, due: '2025-09-30' } });
  expect((await create(plain, 'Plain'))['reply']).toBe('2025-10-01');
  expect((await create(china, 'China'))['reply']).toBe('2025-10-09');
  const found = async (catalog: Catalog, filter: string) => {
    const { rows } = await sales.engine([], catalog).list(sales.people.dora, { ...place, filter, fields: ['name'] });
    return rows.map(({ name }) => name);
  };
  expect(await found(china, 'reply = add working days(due, 1)')).toEqual(['China']);
  expect(await found(plain, 'reply = add working days(due, 1)')).toEqual(['Plain']);
  expect(await found(china, 'working days between(due, reply) = 1')).toEqual(['China']);
});
