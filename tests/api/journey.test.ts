import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPerson, type TestPlatform, openTestPlatform } from '../support/platform.ts';

/** One lead's way through every engine, over HTTP, with a clock that can be moved. */
let product: TestPlatform;
let time = new Date('2026-11-22T02:00:00Z');
let manager: TestPerson;
let first: TestPerson;
let second: TestPerson;
let form: string;

beforeAll(async () => {
  product = await openTestPlatform({ now: () => time });
  manager = await product.person('陈经理');
  first = await product.person('王一', { manager: manager.id });
  second = await product.person('李二', { manager: manager.id });
});
afterAll(async () => await product.close());

/** Lets the flow engine do whatever can be done at this moment. */
async function work(): Promise<void> {
  const { flows, outbox } = product.platform;
  while ((await flows.work()) + (await outbox.work()) > 0);
}

async function pass(hours: number): Promise<void> {
  time = new Date(time.getTime() + hours * 3_600_000);
  await work();
}

type Lead = { readonly id: string; readonly [field: string]: unknown };

async function leads(): Promise<Lead[]> {
  const { status, json } = await product.owner.ask('GET', '/api/apps/crm/records/lead?sort=created_at&limit=200');
  expect(status).toBe(200);
  return json.rows;
}

async function lead(name: string): Promise<Lead> {
  return (await leads()).find((row) => row['name'] === name) as Lead;
}

test('the CRM installs from its files', async () => {
  const { status, json } = await product.owner.ask('POST', '/api/templates/crm:install', { sampleData: false });
  expect(json).toMatchObject({ key: 'crm' });
  expect(status).toBeLessThan(300);
  const app = await product.owner.ask('GET', '/api/apps/crm');
  expect(Object.keys(app.json.forms)).toEqual(
    expect.arrayContaining(['lead', 'account', 'contact', 'opportunity', 'product', 'activity', 'task']),
  );
});

test('people get their group and their roles', async () => {
  const groups = await product.owner.ask('GET', '/api/groups');
  const group = groups.json.rows.find((row: { key: string }) => row.key === 'sales_a');
  const members = [first.id, second.id];
  expect((await product.owner.ask('PATCH', `/api/groups/${group.id}`, { members })).status).toBe(200);
  const role = async (key: string, people: TestPerson[]) =>
    await product.owner.ask('PUT', `/api/apps/crm/roles/${key}/members`, {
      members: people.map((person) => ({ person_id: person.id })),
    });
  expect((await role('sales', [first, second])).status).toBeLessThan(300);
  expect((await role('sales_manager', [manager])).status).toBeLessThan(300);
});

test('a visitor without an account fills in the public form', async () => {
  const link = await product.owner.ask('GET', '/api/apps/crm/forms/lead/public-link');
  form = `/public/forms/${link.json.token}`;
  const page = await product.visit('GET', form);
  expect(page.status).toBe(200);
  expect(JSON.stringify(page.json)).not.toContain('salesperson');
  const sent = await product.visit('POST', form, {
    values: { name: '华东制造', mobile: '138 0013 8000', source: '官网', trial_requested: true },
  });
  expect(sent.status).toBeLessThan(300);
  const forbidden = await product.visit('POST', form, { values: { name: 'x', score: 999 } });
  expect(forbidden.status).toBeGreaterThanOrEqual(400);
  expect(forbidden.json.problems[0].path).toContain('score');
  const wrong = await product.visit('POST', form, { values: { name: 'x', mobile: '123' } });
  expect(wrong.status).toBe(400);
});

test('the lead is given to the sales group in turn, tagged and scored, and every change says why', async () => {
  for (const name of ['二号线索', '三号线索', '四号线索'])
    await product.visit('POST', form, { values: { name, source: '官网' } });
  const owners = (await leads()).map((row) => (row['owner'] as { id: string }).id);
  expect(owners).toEqual([first.id, second.id, first.id, second.id]);
  const row = await lead('华东制造');
  expect(row['mobile']).toContain('13800138000');
  expect(row['tags']).toEqual(expect.arrayContaining(['官网线索', '高意向']));
  expect(row['score']).toBe(50);

  const history = await product.owner.ask('GET', `/api/apps/crm/records/lead/${row.id}/history`);
  const because = JSON.stringify(history.json);
  expect(because).toContain('assign_website_leads');
  expect(because).toContain('lead_score');
  const why = await product.owner.ask('GET', `/api/apps/crm/records/lead/${row.id}/explanation`);
  expect(why.status).toBe(200);
  expect(JSON.stringify(why.json)).toContain('trial');
});

test('its owner has a task due in two hours; after a day without follow-up the manager is told', async () => {
  await work();
  const tasks = await first.ask('GET', '/api/tasks');
  const task = tasks.json.rows.find((row: { title: unknown }) => JSON.stringify(row.title).includes('华东制造'));
  expect(new Date(task.due_at).getTime()).toBe(time.getTime() + 2 * 3_600_000);
  expect((await second.ask('GET', '/api/tasks')).json.rows.some((row: { id: string }) => row.id === task.id)).toBe(
    false,
  );

  const others = tasks.json.rows.find((row: { title: unknown }) => JSON.stringify(row.title).includes('三号线索'));
  expect((await first.ask('POST', `/api/tasks/${others.id}/complete`, {})).status).toBeLessThan(300);

  await pass(23);
  expect((await manager.ask('GET', '/api/notifications')).json.rows).toEqual([]);
  await pass(2);
  const told = JSON.stringify((await manager.ask('GET', '/api/notifications')).json.rows);
  expect(told).toContain('华东制造');
  expect(told).not.toContain('三号线索');
});

test('a move to 方案报价 asks the manager; a rejection puts it back, an approval lets it stand', async () => {
  const row = await lead('华东制造');
  const address = `/api/apps/crm/records/lead/${row.id}`;
  const move = async (stage: string) =>
    expect((await first.ask('PATCH', address, { values: { stage } })).status).toBe(200);
  const decide = async (action: string) => {
    await work();
    const { json } = await manager.ask('GET', '/api/tasks');
    const [task] = json.rows;
    expect(json.rows).toHaveLength(1);
    expect(
      (await second.ask('POST', `/api/tasks/${task.id}/${action}`, { comment: 'no' })).status,
    ).toBeGreaterThanOrEqual(400);
    expect((await manager.ask('POST', `/api/tasks/${task.id}/${action}`, { comment: '价格太低' })).status).toBeLessThan(
      300,
    );
    const again = await manager.ask('POST', `/api/tasks/${task.id}/${action}`, { comment: '价格太低' });
    expect(again.status).toBe(409);
    await work();
  };
  await move('初步沟通');
  await move('方案报价');
  await decide('reject');
  expect((await lead('华东制造'))['stage']).toBe('初步沟通');
  await move('方案报价');
  await decide('approve');
  expect((await lead('华东制造'))['stage']).toBe('方案报价');
});

test('a seller sees only own leads, in lists, counts, reports and exports alike', async () => {
  const mine = await second.ask('GET', '/api/apps/crm/records/lead?count=exact');
  expect(mine.json.count).toBe(2);
  const strange = await lead('华东制造');
  expect((await second.ask('GET', `/api/apps/crm/records/lead/${strange.id}`)).status).toBe(404);
  const query = { form: 'lead', measures: [{ key: 'count', aggregate: 'count' }] };
  const answer = await second.ask('POST', '/api/apps/crm/query', { query });
  expect(answer.json.rows[0].count).toBe(2);
  const all = await product.owner.ask('POST', '/api/apps/crm/query', { query });
  expect(all.json.rows[0].count).toBe(4);
});

test('the funnel of the dashboard counts the stages in their order', async () => {
  const answer = await product.owner.ask('GET', '/api/apps/crm/reports/lead_funnel');
  expect(answer.status).toBe(200);
  expect(JSON.stringify(answer.json)).toContain('方案报价');
});
