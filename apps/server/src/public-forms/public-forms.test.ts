import { openTestPlatform, type TestPlatform } from '@tangram/tests/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';

let product: TestPlatform;
let token: string;
const definition = {
  type: 'object',
  properties: {
    name: { field: { type: 'text', title: 'Name' } },
    secret: { field: { type: 'text', title: 'Secret' } },
    phone: { field: { type: 'mobile', title: 'Phone' } },
  },
  required: ['name'],
  form: {
    title: 'Lead',
    description: 'For colleagues.',
    layout: [
      {
        type: 'section',
        children: [
          { type: 'field', field: 'name' },
          { type: 'field', field: 'secret' },
          { type: 'field', field: 'phone' },
        ],
      },
    ],
    conditions: [{ effect: 'show', when: 'secret = "x"', fields: ['phone'] }],
    public: { enabled: true, fields: ['name', 'phone'], title: 'Write to us', thanks: 'Thank you' },
  },
};

async function publish(document: object) {
  const url = '/api/apps/web/definitions/form/lead';
  expect((await product.owner.ask('PUT', url, { definition: document })).json.problems).toEqual([]);
  expect((await product.owner.ask('POST', `${url}:publish`, { accept: true })).status).toBe(200);
}

beforeAll(async () => {
  product = await openTestPlatform();
  await product.owner.ask('POST', '/api/apps', { title: 'Web', key: 'web' });
  await publish(definition);
  token = (await product.owner.ask('GET', '/api/apps/web/forms/lead/public-link')).json.token;
});
afterAll(() => product.close());

test('a visitor sees the public fields and nothing else of the form', async () => {
  const { status, json, text } = await product.visit('GET', `/public/forms/${token}`);
  expect({ status, json }).toMatchObject({
    status: 200,
    json: { title: 'Write to us', thanks: 'Thank you', fields: ['name', 'phone'] },
  });
  expect(text).not.toContain('secret');
  expect(text).not.toContain('Secret');
  // The page has a title of its own: what the form says to colleagues is not for visitors.
  expect(json.description).toBeUndefined();
});

test('an entry becomes a record, and what is wrong with one is said', async () => {
  const send = (values: object) => product.visit('POST', `/public/forms/${token}`, { values });
  expect(await send({ name: '访客', phone: '13800138000' })).toMatchObject({
    status: 201,
    json: { thanks: 'Thank you' },
  });
  expect((await send({ phone: '1' })).json.problems.length).toBeGreaterThanOrEqual(2);
  expect((await send({ name: 'x', secret: 'y' })).status).toBeGreaterThanOrEqual(400);
  expect((await send({ name: 'x', owner: null })).status).toBeGreaterThanOrEqual(400);
  const { rows } = (await product.owner.ask('GET', '/api/apps/web/records/lead')).json;
  expect(rows).toMatchObject([{ name: '访客', secret: null }]);
});

test('the link is the same at every asking and closed while the page is switched off', async () => {
  expect((await product.owner.ask('GET', '/api/apps/web/forms/lead/public-link')).json.token).toBe(token);
  await publish({ ...definition, form: { ...definition.form, public: { ...definition.form.public, enabled: false } } });
  expect((await product.visit('GET', `/public/forms/${token}`)).status).toBe(404);
  expect((await product.owner.ask('GET', '/api/apps/web/forms/lead/public-link')).json.token).toBe(null);
  await publish(definition);
  expect((await product.visit('GET', `/public/forms/${token}`)).status).toBe(200);
});

test('entries of one visitor are limited', async () => {
  const statuses: number[] = [];
  for (let sent = 0; sent < 32; sent++)
    statuses.push((await product.visit('POST', `/public/forms/${token}`, { values: {} })).status);
  expect(statuses).toContain(429);
});
