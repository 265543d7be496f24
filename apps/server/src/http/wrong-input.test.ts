import { openTestPlatform, type TestPlatform } from '@tangram/tests/platform';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import path from 'node:path';
import { readAppFolder } from '../engines/apps/app-folder.ts';

let product: TestPlatform;
let lead: string;
beforeAll(async () => {
  product = await openTestPlatform();
  const { platform, owner } = product;
  const actor = await platform.auth.actor(owner.id);
  if (actor === null) throw new Error('The owner is signed in.');
  await platform.apps.install(
    actor,
    await readAppFolder(path.resolve(import.meta.dirname, '../../../../templates/crm')),
  );
  const made = await owner.ask('POST', '/api/apps/crm/records/lead', { values: { name: '测试' } });
  lead = made.json.id;
});
afterAll(() => product.close());

const records = '/api/apps/crm/records/lead';

/** Method, address, body, status, code of the first problem. */
const cases: [string, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string, unknown, number, string][] = [
  ['a form that does not exist', 'GET', '/api/apps/crm/records/nothing', undefined, 404, 'RECORD_FORM_UNKNOWN'],
  ['an application that does not exist', 'GET', '/api/apps/nothing', undefined, 404, 'APP_UNKNOWN'],
  ['an id that is none', 'GET', `${records}/5`, undefined, 400, 'SCHEMA_FORMAT'],
  [
    'a record that does not exist',
    'GET',
    `${records}/01a201f6-0000-7000-8000-000000000000`,
    undefined,
    404,
    'RECORD_NOT_FOUND',
  ],
  ['a filter with a syntax error', 'GET', `${records}?filter=${encodeURIComponent('name = = 1')}`, undefined, 400, ''],
  ['a filter on an unknown field', 'GET', `${records}?filter=${encodeURIComponent('nmae = "x"')}`, undefined, 400, ''],
  [
    'a filter that compares what cannot be',
    'GET',
    `${records}?filter=${encodeURIComponent('name > 5')}`,
    undefined,
    400,
    '',
  ],
  ['SQL in a filter', 'GET', `${records}?filter=${encodeURIComponent('1=1; drop table crm.lead')}`, undefined, 400, ''],
  ['a sort by an unknown field', 'GET', `${records}?sort=${encodeURIComponent('name"; drop')}`, undefined, 400, ''],
  ['a page of 10,000', 'GET', `${records}?limit=10000`, undefined, 400, 'SCHEMA_TOO_LARGE'],
  ['a limit that is no number', 'GET', `${records}?limit=ten`, undefined, 400, 'SCHEMA_TYPE'],
  ['a cursor of nobody', 'GET', `${records}?after=abc`, undefined, 400, 'RECORD_CURSOR_INVALID'],
  ['a parameter that is not known', 'GET', `${records}?fitler=1`, undefined, 400, 'SCHEMA_UNKNOWN'],
  ['unknown fields', 'GET', `${records}?fields=name,%F0%9F%98%80,account.x`, undefined, 400, ''],
  ['a body without values', 'POST', records, {}, 400, 'SCHEMA_REQUIRED'],
  ['values that are a list', 'POST', records, { values: [] }, 400, 'SCHEMA_TYPE'],
  ['a field that does not exist', 'POST', records, { values: { name: 'x', stars: 5 } }, 400, 'RECORD_FIELD_UNKNOWN'],
  [
    'a field named like JavaScript itself',
    'POST',
    records,
    { values: { constructor: 1, name: 'x' } },
    400,
    'RECORD_FIELD_UNKNOWN',
  ],
  ['a select value that does not exist', 'POST', records, { values: { name: 'x', stage: 'nope' } }, 400, ''],
  [
    'a reference to nothing',
    'POST',
    records,
    { values: { name: 'x', account: '01a201f6-0000-7000-8000-000000000000' } },
    400,
    'RECORD_REFERENCE_MISSING',
  ],
  ['a reference that is no id', 'POST', records, { values: { name: 'x', account: 'Acme' } }, 400, ''],
  ['a text where a number goes', 'POST', records, { values: { name: 'x', amount: 'much' } }, 400, ''],
  ['an enormous number', 'POST', records, { values: { name: 'x', amount: 1e308 } }, 400, ''],
  ['a date that is none', 'POST', records, { values: { name: 'x', next_contact_at: '2026-02-30' } }, 400, ''],
  ['a mobile number that is none', 'POST', records, { values: { name: 'x', mobile: '12' } }, 400, ''],
  ['NUL in a text', 'POST', records, { values: { name: 'a\u0000b' } }, 400, ''],
  ['half a surrogate pair', 'POST', records, { values: { name: 'a\uD800' } }, 400, ''],
  [
    'a definition that is not known',
    'GET',
    '/api/apps/crm/definitions/form/nothing',
    undefined,
    404,
    'APP_DEFINITION_UNKNOWN',
  ],
  ['a kind that is not known', 'GET', '/api/apps/crm/definitions/table/lead', undefined, 400, 'SCHEMA_VALUE'],
  ['a definition that is a text', 'PUT', '/api/apps/crm/definitions/form/x', { definition: 'x' }, 400, 'SCHEMA_TYPE'],
  [
    'a key with a quote',
    'PUT',
    `/api/apps/crm/definitions/form/${encodeURIComponent('a"b')}`,
    { definition: {} },
    400,
    'SCHEMA_KEY',
  ],
  ['a key that is an emoji', 'POST', '/api/apps', { title: 'x', key: '😀' }, 400, 'SCHEMA_KEY'],
  ['a key of the database', 'POST', '/api/apps', { title: 'x', key: 'pg_catalog' }, 400, 'APP_KEY_RESERVED'],
  ['publishing nothing', 'POST', '/api/apps/crm/definitions/form/lead:publish', {}, 409, 'APP_NOTHING_TO_PUBLISH'],
  ['a verb that is not known', 'POST', '/api/apps/crm/definitions/form/lead:explode', {}, 404, 'SERVER_ROUTE_UNKNOWN'],
  ['a template that is not there', 'POST', '/api/templates/nothing:install', {}, 404, 'APP_UNKNOWN'],
  [
    'a person with an address that is none',
    'POST',
    '/api/people',
    { name: 'x', email: 'nobody' },
    400,
    'PERSON_INVALID',
  ],
  ['a person twice', 'POST', '/api/people', { name: 'x', email: 'OWNER@example.com' }, 409, 'PERSON_EMAIL_TAKEN'],
  [
    'a manager who does not exist',
    'POST',
    '/api/people',
    { name: 'x', manager: '01a201f6-0000-7000-8000-000000000000' },
    400,
    'SERVER_REFERENCE_MISSING',
  ],
  [
    'a group of nobody',
    'POST',
    '/api/groups',
    { title: 'g', members: ['01a201f6-0000-7000-8000-000000000000'] },
    404,
    'PERSON_UNKNOWN',
  ],
  ['a role that does not exist', 'GET', '/api/apps/crm/roles/nothing/members', undefined, 404, 'ROLE_UNKNOWN'],
  [
    'a holder that is two things',
    'PUT',
    '/api/apps/crm/roles/sales/members',
    { members: [{ person_id: null }, {}] },
    400,
    'SCHEMA_TYPE',
  ],
  ['a notification of nobody', 'POST', '/api/notifications/5/read', {}, 404, 'NOTIFICATION_UNKNOWN'],
  ['a file that is not there', 'GET', '/api/files/5', undefined, 404, 'FILE_UNKNOWN'],
  ['a public form that is not there', 'GET', '/public/forms/abc', undefined, 404, 'PUBLIC_FORM_UNKNOWN'],
  [
    'an import of a file that is not there',
    'POST',
    '/api/apps/crm/import/lead',
    { file: '01a201f6-0000-7000-8000-000000000000', plan: {} },
    404,
    'FILE_UNKNOWN',
  ],
  [
    'a query with an unknown field',
    'POST',
    '/api/apps/crm/query',
    { form: 'lead', dimensions: [{ field: 'nothing' }] },
    400,
    '',
  ],
  ['a task that is not there', 'POST', '/api/tasks/01a201f6-0000-7000-8000-000000000000/approve', {}, 404, ''],
  ['a run that is not there', 'GET', '/api/runs/01a201f6-0000-7000-8000-000000000000', undefined, 404, ''],
  [
    'a flow that is not there',
    'POST',
    '/api/apps/crm/flows/nothing/runs',
    { record: '01a201f6-0000-7000-8000-000000000000' },
    404,
    '',
  ],
  [
    'a rule that is not there',
    'POST',
    '/api/apps/crm/rules/nothing/test',
    { sample: { type: 'latest', limit: 5 } },
    404,
    '',
  ],
];

test.each(cases)('answers %s with a problem', async (_, method, url, body, status, code) => {
  const answer = await product.owner.ask(method, url, body);
  expect(answer.json?.problems?.length, answer.text).toBeGreaterThan(0);
  expect(
    { status: answer.status, ...(code === '' ? {} : { code: answer.json.problems[0].code }) },
    answer.text,
  ).toEqual({ status, ...(code === '' ? {} : { code }) });
  for (const problem of answer.json.problems)
    expect(problem).toMatchObject({ code: expect.any(String), message: expect.any(String), path: expect.any(String) });
});

test('a record that two people save is a conflict for the second, who sees both values', async () => {
  const { json } = await product.owner.ask('GET', `${records}/${lead}`);
  expect(
    (await product.owner.ask('PATCH', `${records}/${lead}`, { values: { name: 'first' }, version: json.version }))
      .status,
  ).toBe(200);
  const second = await product.owner.ask('PATCH', `${records}/${lead}`, {
    values: { name: 'second' },
    version: json.version,
  });
  expect(second).toMatchObject({
    status: 409,
    json: { problems: [{ code: 'RECORD_CONFLICT' }, { code: 'RECORD_CONFLICT_FIELD' }] },
  });
});

test('whatever is sent to whatever route, the answer is never a failure of the server', async () => {
  const { json } = await product.visit('GET', '/api/openapi.json');
  const routes = Object.entries(json.paths as { [url: string]: object }).flatMap(([url, methods]) =>
    Object.keys(methods).map((method) => ({ url, method: method.toUpperCase() as 'GET' | 'DELETE' })),
  );
  expect(routes.length).toBeGreaterThan(50);
  const texts = fc.oneof(
    fc.constantFrom(
      'crm',
      'lead',
      'form',
      lead,
      'sales',
      "a'b",
      'a"b',
      '😀',
      '客户',
      '..',
      'null',
      '%00',
      '-1',
      '__proto__',
      'x'.repeat(300),
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const body = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.record({
      values: fc.dictionary(
        fc.constantFrom('name', 'amount', 'stage', 'account', 'tags', 'owner', 'x'),
        fc.jsonValue({ maxDepth: 1 }),
      ),
    }),
    fc.record({
      definition: fc.object({
        key: fc.constantFrom('type', 'properties', 'form', 'layout', 'field', 'title'),
        maxDepth: 3,
      }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      fc.array(texts, { minLength: 6, maxLength: 6 }),
      body,
      async ({ url, method }, parts, sent) => {
        let next = 0;
        const address = url.replaceAll(/\{\w+\}/g, () =>
          encodeURIComponent(parts[next++ % parts.length]?.toWellFormed() ?? ''),
        );
        // Streams do not end, and the owner must stay signed in and there.
        if (/events|session|\/me$/.test(url) || (method === 'DELETE' && url === '/api/apps/{app}')) return;
        const query = method === 'GET' ? `?filter=${encodeURIComponent(parts[5]?.toWellFormed() ?? '')}` : '';
        const answer = await product.owner.ask(
          method,
          address + query,
          method === 'GET' || method === 'DELETE' ? undefined : (sent ?? {}),
        );
        if (answer.status >= 500)
          throw new Error(`${method} ${address} ${JSON.stringify(sent)}: ${answer.status} ${answer.text}`);
        if (answer.status >= 400) expect(answer.json.problems.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 1500, endOnFailure: false },
  );
}, 120_000);
