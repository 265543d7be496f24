import { openTestPlatform, type TestPlatform } from '@tangram/tests/platform';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

let product: TestPlatform;
let now = new Date('2026-11-22T08:00:00Z');
let token = '';
let id = '';
let lead = '';

const form = {
  type: 'object',
  properties: {
    name: { field: { type: 'text', title: 'Name' } },
    email: { field: { type: 'email', title: 'E-mail' } },
    interest: { field: { type: 'number', title: 'Interest' } },
  },
  form: { title: 'Lead', titleField: 'name', layout: [] },
};
const rule = {
  type: 'event',
  title: { en: 'Rule', zh: '规则' },
  form: 'lead',
  enabled: true,
  when: { type: 'event', name: 'pricing-visit' },
  actions: [{ type: 'set-fields', settings: { fields: [{ field: 'interest', value: 'interest + event.weight' }] } }],
};

async function publish(kind: string, key: string, definition: object) {
  const url = `/api/apps/crm/definitions/${kind}/${key}`;
  expect((await product.owner.ask('PUT', url, { definition })).json.problems).toEqual([]);
  expect((await product.owner.ask('POST', `${url}:publish`, { accept: true })).status).toBe(200);
}
const hooksUrl = '/api/apps/crm/forms/lead/hooks';
const tell = (body: unknown, by = token) => product.visit('POST', `/hooks/${by}`, body);
const visit = (more: object = {}) => ({
  event: 'pricing-visit',
  match: { field: 'email', value: 'a@example.com' },
  data: { weight: 10 },
  ...more,
});
const interest = async () => (await product.owner.ask('GET', `/api/apps/crm/records/lead/${lead}`)).json.interest;

beforeAll(async () => {
  product = await openTestPlatform({ now: () => now });
  await product.owner.ask('POST', '/api/apps', { title: 'CRM', key: 'crm' });
  for (const key of ['lead', 'other']) await publish('form', key, form);
  await publish('rule', 'visits', rule);
  ({ id, token } = (await product.owner.ask('POST', hooksUrl, { title: '官网' })).json);
});
afterAll(() => product.close());
beforeEach(async () => {
  await sql`delete from tangram.rule_event`.execute(product.platform.db);
  await sql`delete from crm.lead`.execute(product.platform.db);
  const values = { name: 'Acme', email: 'a@example.com', interest: 0 };
  lead = (await product.owner.ask('POST', '/api/apps/crm/records/lead', { values })).json.id;
});

it('takes an event without an account, and rules answer it', async () => {
  expect(await tell(visit())).toMatchObject({ status: 200, json: { stored: 1, repeated: 0, refused: [] } });
  expect(await interest()).toBe(10);
  expect((await tell({ event: 'pricing-visit', record: lead, data: { weight: 5 } })).status).toBe(200);
  expect(await interest()).toBe(15);
  const { rows } = await sql<{ source: string }>`select distinct source from tangram.rule_event`.execute(
    product.platform.db,
  );
  expect(rows).toEqual([{ source: '官网' }]);
});

it('counts an event once by its id, and ids of another source apart', async () => {
  expect((await tell(visit({ id: '1' }))).json).toMatchObject({ stored: 1, repeated: 0 });
  expect((await tell(visit({ id: '1' }))).json).toMatchObject({ stored: 0, repeated: 1 });
  const other = (await product.owner.ask('POST', hooksUrl, { title: 'Shop' })).json;
  expect((await tell(visit({ id: '1' }), other.token)).json).toMatchObject({ stored: 1, repeated: 0 });
  expect(await interest()).toBe(20);
});

it('takes a list, counts what it took, says what is wrong with the others, and nothing of records', async () => {
  const { status, json, text } = await tell([
    visit(),
    visit({ match: { field: 'email', value: 'nobody@example.com' } }),
    visit({ match: { field: 'mail', value: 'a@example.com' } }),
    visit({ at: '2026-12-01T00:00:00Z' }),
    visit(),
  ]);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    stored: 2,
    repeated: 0,
    refused: [
      { index: 1, problems: [{ code: 'RULE_EVENT_RECORD_MISSING' }] },
      { index: 2, problems: [{ code: 'RULE_FIELD_UNKNOWN' }] },
      { index: 3, problems: [{ code: 'RULE_EVENT_IN_FUTURE' }] },
    ],
  });
  expect(text).not.toContain(lead);
  expect(await interest()).toBe(20);
});

it('refuses one event whose record is not there, and reaches no record of another form', async () => {
  const missing = await tell(visit({ match: { field: 'email', value: 'nobody@example.com' } }));
  expect(missing).toMatchObject({ status: 404, json: { problems: [{ code: 'RULE_EVENT_RECORD_MISSING' }] } });
  const values = { name: 'Other', email: 'o@example.com' };
  const other = (await product.owner.ask('POST', '/api/apps/crm/records/other', { values })).json.id;
  expect((await tell({ event: 'pricing-visit', record: other })).status).toBe(404);
});

it('refuses what has the wrong shape, is too large, or names events of our own', async () => {
  for (const body of [
    {},
    [],
    { event: 'x' },
    visit({ event: '~timer' }),
    visit({ nonsense: 1 }),
    visit({ record: lead }),
  ]) {
    expect((await tell(body)).status).toBe(400);
  }
  expect((await tell(visit({ data: { text: 'x'.repeat(300_000) } }))).status).toBe(413);
  expect(await interest()).toBe(0);
});

it('knows no token but those that were made and not revoked, and keeps none', async () => {
  expect((await tell(visit(), 'nonsense')).status).toBe(404);
  const made = (await product.owner.ask('POST', hooksUrl, { title: 'Short-lived' })).json;
  expect(made.token).toMatch(/^[\w-]{43}$/);
  expect((await tell(visit(), made.token)).status).toBe(200);
  const listed = await product.owner.ask('GET', hooksUrl);
  expect(listed.json.rows).toContainEqual({
    id: made.id,
    title: 'Short-lived',
    created_at: expect.any(String),
    used_at: expect.any(String),
  });
  const { rows } = await sql<{ text: string }>`select json_agg(hook)::text as text from tangram.hook`.execute(
    product.platform.db,
  );
  for (const text of [listed.text, rows[0]?.text]) expect(text).not.toContain(made.token);
  expect((await product.owner.ask('DELETE', `${hooksUrl}/${made.id}`)).status).toBe(200);
  expect((await tell(visit(), made.token)).status).toBe(404);
  expect((await product.owner.ask('DELETE', `${hooksUrl}/${made.id}`)).status).toBe(404);
});

it('lets only designers make, list and revoke addresses', async () => {
  const clerk = await product.person('Clerk');
  for (const [method, url] of [
    ['GET', hooksUrl],
    ['POST', hooksUrl],
    ['DELETE', `${hooksUrl}/${id}`],
  ] as const) {
    expect((await clerk.ask(method, url, method === 'POST' ? { title: 'x' } : undefined)).status).toBe(403);
  }
  expect((await product.owner.ask('POST', '/api/apps/crm/forms/none/hooks', { title: 'x' })).status).toBe(404);
});

it('limits how often one sender may call', async () => {
  const statuses = new Set<number>();
  for (let sent = 0; sent < 620; sent++) statuses.add((await tell({}, 'nonsense')).status);
  expect(statuses).toContain(429);
});
