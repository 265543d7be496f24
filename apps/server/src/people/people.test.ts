import { openTestPlatform, type TestPlatform } from '@tangram/tests/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';

let product: TestPlatform;
beforeAll(async () => {
  product = await openTestPlatform();
});
afterAll(() => product.close());

test('members see who is there but change nobody, and see no addresses', async () => {
  const member = await product.person('成员');
  const { rows } = (await member.ask('GET', '/api/people?search=own')).json;
  expect(rows).toMatchObject([{ name: 'Owner', email: null, is_active: true }]);
  for (const [method, url, body] of [
    ['POST', '/api/people', { name: 'X' }],
    ['PATCH', `/api/people/${member.id}`, { is_administrator: true }],
    ['POST', '/api/groups', { title: 'X' }],
    ['POST', '/api/departments', { title: 'X' }],
    ['POST', '/api/apps', { title: 'X' }],
    ['GET', '/api/templates', undefined],
  ] as const) {
    expect(await member.ask(method, url, body), url).toMatchObject({ status: 403 });
  }
});

test('a group keeps its members in turn', async () => {
  const [a, b] = [await product.person('甲'), await product.person('乙')];
  const made = await product.owner.ask('POST', '/api/groups', {
    title: { en: 'Sales A', zh: '销售A组' },
    members: [b.id, a.id],
  });
  expect(made).toMatchObject({ status: 201, json: { key: 'sales_a', app: null, members: [b.id, a.id] } });
  expect((await product.owner.ask('POST', '/api/groups', { title: 'x', key: 'sales_a' })).status).toBe(409);
  const changed = await product.owner.ask('PATCH', `/api/groups/${made.json.id}`, { title: 'A', members: [a.id] });
  expect(changed.json).toMatchObject({ title: 'A', members: [a.id] });
  expect((await a.ask('GET', '/api/me')).json.groups).toEqual(['sales_a']);
  expect((await product.owner.ask('DELETE', `/api/groups/${made.json.id}`)).status).toBe(204);
  expect((await product.owner.ask('DELETE', `/api/groups/${made.json.id}`)).status).toBe(404);
});

test('departments are a tree without circles', async () => {
  const make = async (title: string, parent?: string) =>
    (await product.owner.ask('POST', '/api/departments', { title, ...(parent === undefined ? {} : { parent }) })).json
      .id as string;
  const top = await make('Top');
  const below = await make('Below', top);
  expect(await product.owner.ask('PATCH', `/api/departments/${top}`, { parent: below })).toMatchObject({
    status: 409,
    json: { problems: [{ code: 'DEPARTMENT_LOOP' }] },
  });
  expect((await product.owner.ask('DELETE', `/api/departments/${top}`)).status).toBe(409);
  expect((await product.owner.ask('DELETE', `/api/departments/${below}`)).status).toBe(204);
  expect((await product.owner.ask('DELETE', `/api/departments/${top}`)).status).toBe(204);
});

test('who is away says so, and others see it', async () => {
  const member = await product.person('休假的人');
  const seen = async () => (await product.owner.ask('GET', `/api/people/${member.id}`)).json;
  const set = (body: object) => member.ask('PATCH', '/api/me', body);
  expect(await set({ absent_from: '2026-12-01', absent_until: '2026-12-05' })).toMatchObject({ status: 200 });
  expect(await seen()).toMatchObject({ absent_from: '2026-12-01', absent_until: '2026-12-05' });
  expect((await member.ask('GET', '/api/me')).json).toMatchObject({ absent_from: '2026-12-01' });
  for (const wrong of [
    { absent_from: '2026-12-05', absent_until: '2026-12-01' },
    { absent_from: null, absent_until: '2026-12-01' },
    { absent_from: 'tomorrow' },
    { absent_from: '2026-02-30' },
  ]) {
    expect((await set(wrong)).status, JSON.stringify(wrong)).toBe(400);
  }
  await product.owner.ask('PATCH', `/api/people/${member.id}`, { absent_from: '2026-12-02' });
  expect(await seen()).toMatchObject({ absent_from: '2026-12-02', absent_until: null });
  await set({ absent_from: null });
  expect(await seen()).toMatchObject({ absent_from: null, absent_until: null });
});

test('the last administrator stays one', async () => {
  const change = (body: object) => product.owner.ask('PATCH', `/api/people/${product.owner.id}`, body);
  expect(await change({ is_administrator: false })).toMatchObject({
    status: 409,
    json: { problems: [{ code: 'PERSON_LAST_ADMINISTRATOR' }] },
  });
  expect(await change({ is_active: false })).toMatchObject({ status: 409 });
});

test('roles open an application to those who hold them, at once', async () => {
  await product.owner.ask('POST', '/api/apps', { title: 'Open', key: 'open' });
  const form = {
    type: 'object',
    properties: { a: { field: { type: 'text', title: 'A' } }, b: { field: { type: 'text', title: 'B' } } },
    form: { title: 'F', layout: [{ type: 'field', field: 'a' }] },
  };
  const role = { title: 'Reader', forms: { thing: { operations: ['read'], scope: 'all', fields: { b: 'hidden' } } } };
  for (const [kind, key, definition] of [
    ['form', 'thing', form],
    ['role', 'reader', role],
  ] as const) {
    const url = `/api/apps/open/definitions/${kind}/${key}`;
    expect((await product.owner.ask('PUT', url, { definition })).json.problems).toEqual([]);
    expect((await product.owner.ask('POST', `${url}:publish`, {})).status).toBe(200);
  }
  const member = await product.person('Reader');
  expect((await member.ask('GET', '/api/apps/open')).status).toBe(404);
  const holders = { members: [{ person_id: member.id }] };
  expect((await product.owner.ask('PUT', '/api/apps/open/roles/reader/members', holders)).status).toBe(200);
  expect((await product.owner.ask('GET', '/api/apps/open/roles/reader/members')).json.rows).toEqual([
    { person_id: member.id, title: 'Reader' },
  ]);
  const { json } = await member.ask('GET', '/api/apps/open');
  expect(json).toMatchObject({
    isDesigner: false,
    forms: { thing: { access: { operations: ['read'], fields: { a: 'write', b: 'hidden' } } } },
  });
  expect((await member.ask('GET', '/api/apps')).json.rows).toMatchObject([{ key: 'open' }]);
  expect((await member.ask('POST', '/api/apps/open/records/thing', { values: {} })).status).toBe(403);
  expect((await member.ask('PUT', '/api/apps/open/definitions/form/thing', { definition: form })).status).toBe(403);
  await product.owner.ask('PUT', '/api/apps/open/roles/reader/members', { members: [] });
  expect((await member.ask('GET', '/api/apps/open/records/thing')).status).toBe(403);
});
