import { openTestPlatform, type TestPlatform } from '@tangram/tests/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';

let product: TestPlatform;
beforeAll(async () => {
  product = await openTestPlatform();
});
afterAll(() => product.close());

test('answers health and the description of every route without a session', async () => {
  expect(await product.visit('GET', '/api/health')).toMatchObject({ status: 200, json: { status: 'ok' } });
  const { json } = await product.visit('GET', '/api/openapi.json');
  const paths = Object.keys(json.paths);
  expect(paths).toContain('/api/apps/{app}/records/{form}/{id}');
  expect(paths).toContain('/api/apps/{app}/definitions/{kind}/{key}:publish');
});

test('says that one must sign in, in the language of the reader', async () => {
  const english = await product.visit('GET', '/api/me');
  expect(english).toMatchObject({
    status: 401,
    json: { problems: [{ code: 'AUTH_REQUIRED', message: 'Sign in first.' }] },
  });
  const chinese = await product.visit('GET', '/api/me', undefined, { 'accept-language': 'fr, zh-CN;q=0.9, en;q=0.8' });
  expect(chinese.json.problems[0].message).toBe('请先登录。');
});

test('says the problems of an answer that is no refusal in the language of the reader', async () => {
  const chinese = { 'accept-language': 'zh' };
  const { cookie } = product.owner;
  const ask = async (method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) =>
    (
      await product.server.inject({ method, url, headers: { cookie, ...chinese }, ...(payload ? { payload } : {}) })
    ).json();
  const field = { field: { type: 'number', title: { en: 'Amount', zh: '金额' } } };
  const form = (properties: object, required: string[] = []) => ({
    type: 'object',
    properties: { name: { field: { type: 'text', title: { en: 'Name', zh: '名称' } } }, ...properties },
    required,
    form: { title: { en: 'Deal', zh: '商机' }, layout: [] },
  });
  await ask('POST', '/api/apps', { title: 'Words', key: 'words' });
  const url = '/api/apps/words/definitions';
  const broken = await ask('PUT', `${url}/form/deal`, { definition: form({ amount: { field: { type: 'numbr' } } }) });
  const unknown = broken.problems.find((one: { code: string }) => one.code === 'FORM_FIELD_TYPE_UNKNOWN');
  expect(unknown.hint).toBe('是否想写“number”？');
  expect((await ask('GET', `${url}/form/deal`)).problems).toEqual(broken.problems);
  expect(unknown.message).toMatch(/[\u4e00-\u9fff]/);

  await ask('PUT', `${url}/form/deal`, { definition: form({ amount: field }), revision: broken.revision });
  await ask('POST', `${url}/form/deal:publish`, { accept: true });
  const query = { form: 'deal', measures: [{ key: 'total', aggregate: 'sum', of: 'amount' }] };
  const title = { en: 'Sum of deals', zh: '商机总额' };
  await ask('PUT', `${url}/report/total`, { definition: { title, query, chart: { type: 'number' } } });
  await ask('POST', `${url}/report/total:publish`, { accept: true });
  const { revision } = await ask('GET', `${url}/form/deal`);
  await ask('PUT', `${url}/form/deal`, { definition: form({}), revision });
  const { impact } = await ask('POST', `${url}/form/deal:plan`, {});
  expect(impact).toHaveLength(1);
  expect(impact[0]).toMatchObject({ kind: 'report', key: 'total', level: 'danger' });
  expect(impact[0].text).toMatch(/^该修改会破坏报表“商机总额”：[^A-Z]/);
  const refused = await ask('POST', `${url}/form/deal:publish`, {});
  expect(refused.problems[0].message).toBe(impact[0].text);
});

test('answers an address that does not exist with a problem', async () => {
  expect(await product.owner.ask('GET', '/api/nothing')).toMatchObject({
    status: 404,
    json: { problems: [{ code: 'SERVER_ROUTE_UNKNOWN' }] },
  });
  expect(await product.visit('GET', '/api/apps/%zz')).toMatchObject({ status: 400 });
});

test('sends headers that keep pages from running what is not ours', async () => {
  const { headers } = await product.visit('GET', '/api/health');
  expect(headers['content-security-policy']).toContain("script-src 'self'");
  expect(headers['content-security-policy']).not.toContain('unsafe-eval');
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
});

test('says all mistakes of a body at once, each with its place', async () => {
  const { status, json } = await product.owner.ask('POST', '/api/people', {
    nam: 'X',
    email: 5,
    is_administrator: 'yes',
  });
  expect(status).toBe(400);
  const found = json.problems
    .map((problem: { code: string; path: string }) => `${problem.code} ${problem.path}`)
    .sort();
  expect(found).toEqual([
    'SCHEMA_REQUIRED /name',
    'SCHEMA_TYPE /email',
    'SCHEMA_TYPE /is_administrator',
    'SCHEMA_UNKNOWN /nam',
  ]);
});

test.each([
  ['no JSON', '{"a":', 'application/json', 400, 'SERVER_BODY_UNREADABLE'],
  ['nothing', '', 'application/json', 400, 'SERVER_BODY_UNREADABLE'],
  ['XML', '<a/>', 'application/xml', 400, 'SERVER_BODY_TYPE'],
  ['a body of 6 MB', JSON.stringify({ name: 'x'.repeat(6_000_000) }), 'application/json', 413, 'SERVER_BODY_TOO_LARGE'],
  [
    'a poisoned prototype',
    '{"__proto__":{"isAdministrator":true},"name":"x"}',
    'application/json',
    400,
    'SERVER_BODY_UNREADABLE',
  ],
])('refuses %s', async (_, payload, type, status, code) => {
  const { cookie } = product.owner;
  const response = await product.server.inject({
    method: 'POST',
    url: '/api/people',
    payload,
    headers: { cookie, 'content-type': type },
  });
  expect(response.statusCode).toBe(status);
  expect(response.json().problems[0].code).toBe(code);
});

test('refuses a text with a NUL character instead of failing', async () => {
  const answer = await product.owner.ask('POST', '/api/people', { name: 'a\u0000b' });
  expect(answer).toMatchObject({ status: 400, json: { problems: [{ code: 'SERVER_TEXT_UNSTORABLE' }] } });
});
