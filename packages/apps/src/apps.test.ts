import { type FormModel, newForm } from '@tangram/forms';
import { systemActor } from '@tangram/records';
import type { FieldDefinition, FormDefinition } from '@tangram/schema';
import { type TestDatabase, openTestDatabase } from '@tangram/tests/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Apps, openApps } from './apps.ts';

let database: TestDatabase;
let apps: Apps;
const owner = systemActor();
const member = { ...owner, isAdministrator: false };
const now = () => new Date('2026-11-22T08:00:00Z');
const lead = { app: 'shop', kind: 'form', key: 'lead' } as const;

beforeAll(async () => {
  database = await openTestDatabase();
  apps = await open();
  await apps.create(owner, 'Shop');
});
afterAll(async () => await database.close());

async function open(): Promise<Apps> {
  return await openApps({
    db: database.db,
    now,
    loadWorkspace: async () => ({ zone: 'Asia/Shanghai', weekStart: 1, language: 'zh', currency: 'CNY' }),
    ensureGroups: async () => {},
    loadSampleData: async () => [],
  });
}

function form(fields: { readonly [key: string]: FieldDefinition }): FormDefinition {
  const properties = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, { field }]));
  return { ...newForm('Lead'), properties };
}

const name: FieldDefinition = { type: 'text', title: { en: 'Name', zh: '名称' } };
const amount: FieldDefinition = { type: 'number', title: 'Amount' };

async function columns(): Promise<string[]> {
  const { rows } = await sql<{ column_name: string }>`
    select column_name from information_schema.columns where table_schema = 'shop' and table_name = 'lead'`.execute(
    database.db,
  );
  return rows.map((row) => row.column_name);
}

test('an application gets its key from its title and its own schema', async () => {
  const model = await apps.create(owner, '客户关系管理');
  expect(model.app.key).toBe('客户关系管理');
  const { rows } = await sql`select 1 from pg_namespace where nspname = '客户关系管理'`.execute(database.db);
  expect(rows).toHaveLength(1);
});

test('refuses a key that the database uses itself, a taken one, and anybody who may not design', async () => {
  await expect(apps.create(owner, 'x', 'pg_evil')).rejects.toMatchObject({ problems: [{ code: 'APP_KEY_RESERVED' }] });
  await expect(apps.create(owner, 'x', 'a"; drop')).rejects.toMatchObject({ problems: [{ code: 'SCHEMA_KEY' }] });
  await expect(apps.create(owner, 'x', 'shop')).rejects.toMatchObject({ kind: 'conflict' });
  await expect(apps.create(member, 'x')).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a draft is not in force until it is published, and publishing makes the table', async () => {
  const saved = await apps.saveDraft(owner, lead, form({ name, amount }));
  expect(saved).toEqual({ revision: 1, problems: [] });
  expect(apps.catalog().form('shop', 'lead')).toBeUndefined();
  expect(await apps.publish(owner, lead)).toEqual({ version: 1 });
  expect((apps.catalog().form('shop', 'lead') as FormModel).fields.has('amount')).toBe(true);
  expect(await columns()).toEqual(expect.arrayContaining(['id', 'owner', 'version', 'name', 'amount']));
  await expect(apps.publish(owner, lead)).rejects.toMatchObject({ problems: [{ code: 'APP_NOTHING_TO_PUBLISH' }] });
});

test('of two people who edit one draft the second is told', async () => {
  const { revision } = await apps.read(lead);
  await apps.saveDraft(owner, lead, form({ name, amount, note: { type: 'textarea', title: 'Note' } }), revision);
  await expect(apps.saveDraft(owner, lead, form({ name }), revision)).rejects.toMatchObject({
    kind: 'conflict',
    problems: [{ code: 'APP_DEFINITION_STALE' }],
  });
  await apps.publish(owner, lead);
});

test('a removed field keeps its values and takes them back', async () => {
  await sql`insert into shop.lead (id, created_at, updated_at, version, name, amount)
    values (gen_random_uuid(), now(), now(), 1, '上海', 12.50)`.execute(database.db);
  await apps.saveDraft(owner, lead, form({ name }));
  await apps.publish(owner, lead);
  expect(await columns()).not.toContain('amount');
  expect(await apps.removedFields(owner, 'shop', 'lead')).toMatchObject([
    { field: 'amount', definition: amount },
    { field: 'note' },
  ]);
  await expect(apps.removedFields(member, 'shop', 'lead')).rejects.toMatchObject({ kind: 'forbidden' });
  await apps.saveDraft(owner, lead, form({ name, amount }));
  await apps.publish(owner, lead);
  const { rows } = await sql<{ amount: string }>`select amount from shop.lead`.execute(database.db);
  expect(rows.map((row) => Number(row.amount))).toEqual([12.5]);
});

test('shows what a change would break and refuses it until it is accepted', async () => {
  const report = { app: 'shop', kind: 'report', key: 'total' } as const;
  const query = { form: 'lead', measures: [{ key: 'total', aggregate: 'sum', of: 'amount' }] };
  await apps.saveDraft(owner, report, { title: 'Total', query, chart: { type: 'number' } });
  await apps.publish(owner, report);

  await apps.saveDraft(owner, lead, form({ name }));
  const plan = await apps.plan(lead);
  expect(plan.problems).toEqual([]);
  expect(plan.impact).toMatchObject([{ kind: 'report', key: 'total' }]);
  await expect(apps.publish(owner, lead)).rejects.toMatchObject({ problems: [{ code: 'APP_CHANGE_BREAKS' }] });
  await apps.publish(owner, lead, { accept: true });
  expect(await columns()).not.toContain('amount');
});

test('another process sees what was published', async () => {
  const other = await open();
  await apps.saveDraft(owner, lead, form({ name, amount, phone: { type: 'mobile', title: '手机' } }));
  await apps.publish(owner, lead, { accept: true });
  expect(other.catalog().form('shop', 'lead')?.fields.has('phone')).toBe(false);
  expect(await other.refresh()).toBe(true);
  expect(other.catalog().form('shop', 'lead')?.fields.has('phone')).toBe(true);
  expect(await other.refresh()).toBe(false);
});

test('two publications at once both take effect', async () => {
  const other = await open();
  const second = { app: 'shop', kind: 'form', key: 'second' } as const;
  await apps.saveDraft(owner, lead, form({ name, amount, city: { type: 'text', title: 'City' } }));
  await apps.saveDraft(owner, second, form({ name }));
  await Promise.all([apps.publish(owner, lead, { accept: true }), other.publish(owner, second)]);
  await apps.refresh();
  expect(apps.catalog().form('shop', 'lead')?.fields.has('city')).toBe(true);
  expect(apps.catalog().form('shop', 'second')).toBeDefined();
});

test('a removed form leaves the application but not the database', async () => {
  const second = { app: 'shop', kind: 'form', key: 'second' } as const;
  await apps.remove(owner, second);
  expect(apps.catalog().form('shop', 'second')).toBeUndefined();
  const { rows } = await sql<{
    count: string;
  }>`select count(*) from pg_tables where schemaname = 'tangram_trash'`.execute(database.db);
  expect(Number(rows[0]?.count)).toBe(1);
  await apps.saveDraft(owner, second, form({ name }));
  await apps.publish(owner, second);
});

test('what is exported can be installed elsewhere and is the same again', async () => {
  const files = apps.export('shop');
  const copied = new Map(
    [...files].map(([path, text]) => [path, path === 'app.json' ? text.replace('"shop"', '"copy"') : text]),
  );
  // The report lost its field above; only a sound application can be installed.
  copied.delete('reports/total.json');
  const report = await apps.install(owner, copied);
  expect(report).toMatchObject({ app: 'copy', installed: { form: 2 }, problems: [] });
  expect(apps.export('copy').get('forms/lead.json')).toBe(files.get('forms/lead.json'));
  await expect(apps.install(owner, copied)).rejects.toMatchObject({ problems: [{ code: 'APP_EXISTS' }] });
});

test('forms that refer to each other and to themselves install in one go', async () => {
  const reference = (form: string): FieldDefinition => ({ type: 'reference', title: form, settings: { form } });
  const files = new Map([
    ['app.json', JSON.stringify({ key: 'ring', title: 'Ring', version: '1.0.0', menu: [{ type: 'form', form: 'a' }] })],
    ['forms/a.json', JSON.stringify(form({ name, b: reference('b'), parent: reference('a') }))],
    ['forms/b.json', JSON.stringify(form({ name, a: reference('a') }))],
  ]);
  expect((await apps.install(owner, files)).installed).toMatchObject({ form: 2 });
  await apps.uninstall(owner, 'ring');
  expect(apps.catalog().app('ring')).toBeUndefined();
});

test('an application with mistakes in many files is refused with all of them, and nothing of it stays', async () => {
  const files = new Map([
    [
      'app.json',
      JSON.stringify({ key: 'bad', title: 'Bad', version: 'one', menu: [{ type: 'form', form: 'nowhere' }] }),
    ],
    ['forms/lead.json', '{'],
    ['forms/1bad.json', '{}'],
    [
      'roles/sales.json',
      JSON.stringify({ title: 'Sales', forms: { leed: { operations: ['read', 'fly'], scope: 'all' } } }),
    ],
    ['readme.txt', 'hello'],
  ]);
  const failure = await apps.install(owner, files).catch((error: unknown) => error);
  const problems = (failure as { problems: { code: string; path: string }[] }).problems;
  expect(problems.map((problem) => problem.code).sort()).toEqual(
    ['APP_FILE_JSON', 'APP_FILE_NAME', 'APP_FILE_NAME', 'SCHEMA_PATTERN', 'SCHEMA_VALUE'].sort(),
  );
  expect(problems.find((problem) => problem.code === 'SCHEMA_VALUE')?.path).toBe(
    '/roles~1sales.json/forms/leed/operations/1',
  );
  const { rows } = await sql`select 1 from pg_namespace where nspname = 'bad'`.execute(database.db);
  expect(rows).toEqual([]);
});

test('a dry run says what would be installed and does nothing', async () => {
  const files = new Map([['app.json', JSON.stringify({ key: 'dry', title: 'Dry', version: '1.0.0', menu: [] })]]);
  expect((await apps.install(owner, files, { dryRun: true })).app).toBe('dry');
  expect(apps.catalog().app('dry')).toBeUndefined();
});
