import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPerson, type TestPlatform, openTestPlatform } from '../support/platform.ts';

/** What a designer is told before and after a rule is published, over HTTP. */
let product: TestPlatform;
let member: TestPerson;
let ids: string[];
const rule = '/api/apps/crm/rules/large';
const definition = '/api/apps/crm/definitions/rule/large';

const large = {
  type: 'event',
  title: { en: 'Large', zh: '大额' },
  form: 'lead',
  enabled: true,
  when: { type: 'saved' },
  if: 'amount >= 1000',
  actions: [{ type: 'set-fields', settings: { fields: [{ field: 'note', value: '"large"' }] } }],
};

beforeAll(async () => {
  product = await openTestPlatform();
  member = await product.person('Member');
  const { owner } = product;
  await owner.ask('POST', '/api/apps', { key: 'crm', title: 'CRM' });
  const form = {
    type: 'object',
    required: ['name'],
    properties: {
      name: { field: { type: 'text', title: 'Name' } },
      amount: { field: { type: 'number', title: { en: 'Amount', zh: '金额' } } },
      note: { field: { type: 'text', title: 'Note' } },
    },
    form: { title: { en: 'Lead', zh: '线索' }, titleField: 'name', layout: [] },
  };
  await owner.ask('PUT', '/api/apps/crm/definitions/form/lead', { definition: form });
  expect((await owner.ask('POST', '/api/apps/crm/definitions/form/lead:publish', {})).status).toBe(200);
  ids = [];
  for (const amount of [999.99, 1000, 5000, null]) {
    const made = await owner.ask('POST', '/api/apps/crm/records/lead', { values: { name: `Lead ${amount}`, amount } });
    ids.push(made.json.id);
  }
});
afterAll(async () => await product.close());

async function publish(draft: object): Promise<void> {
  await product.owner.ask('PUT', definition, { definition: draft });
  expect((await product.owner.ask('POST', `${definition}:publish`, {})).status).toBe(200);
}

test('a designer sees what a draft changes, and the records behind each number; a member does not', async () => {
  const impact = await product.owner.ask('POST', `${rule}/impact`, { definition: large });
  expect(impact.json).toMatchObject({ total: 4, looked: 4, isInDatabase: true, isNew: true });
  expect(impact.json.counts).toContainEqual({
    question: { type: 'value', field: 'note', before: null, after: 'large' },
    count: 2,
    examples: [ids[1]],
  });
  const question = { type: 'value', field: 'note', before: null, after: 'large' };
  const records = await product.owner.ask('POST', `${rule}/impact/records`, { definition: large, question, limit: 1 });
  expect(records.json).toMatchObject({ rows: [{ id: ids[1], title: 'Lead 1000' }], next: ids[1] });
  expect((await member.ask('POST', `${rule}/impact`, { definition: large })).status).toBe(403);
  expect((await member.ask('POST', `${rule}/impact/records`, { definition: large, question })).status).toBe(403);
});

test('a draft with mistakes has no impact but problems, in the language spoken', async () => {
  const answer = await product.owner.ask(
    'POST',
    `${rule}/impact`,
    { definition: { ...large, if: 'amunt > 1' } },
    { 'accept-language': 'zh' },
  );
  expect(answer.status).toBe(400);
  expect(answer.json.problems[0]).toMatchObject({ path: '/if' });
  expect(answer.json.problems[0].message).toMatch(/\p{Script=Han}/u);
});

test('every publication is kept: who, when, what changed; any can be read again', async () => {
  await publish(large);
  await publish({ ...large, if: 'amount >= 2000' });
  const { json } = await product.owner.ask('GET', `${definition}/versions`);
  expect(json).toMatchObject({
    next: null,
    rows: [
      {
        version: 2,
        by: { id: product.owner.id, title: 'Owner' },
        changeCount: 1,
        changes: [{ type: 'changed', path: '/if', before: 'amount >= 1000', after: 'amount >= 2000' }],
      },
      { version: 1, changes: [], changeCount: 0 },
    ],
  });
  const first = await product.owner.ask('GET', `${definition}/versions/1`);
  expect(first.json.definition).toEqual(large);
  expect((await product.owner.ask('GET', `${definition}/versions/3`)).json.problems[0].code).toBe(
    'APP_VERSION_UNKNOWN',
  );
  expect((await member.ask('GET', `${definition}/versions`)).status).toBe(403);
  expect((await member.ask('GET', `${definition}/versions/1`)).status).toBe(403);
});

test('a designer marks results as cases; the run says which flip; a member may do none of it', async () => {
  await publish(large);
  const cases = `${rule}/cases`;
  const marked = await product.owner.ask('POST', cases, { sample: { type: 'record', id: ids[1] } });
  expect(marked.status).toBe(201);
  const wrong = { sample: { type: 'record', id: ids[2] }, expected: { values: { note: 'large' } } };
  expect((await product.owner.ask('POST', cases, wrong)).status).toBe(201);
  const run = await product.owner.ask('POST', `${cases}/run`, { definition: { ...large, if: 'amount >= 2000' } });
  expect(run.json).toMatchObject({ passing: 1, flipping: 1, rows: [{ passes: false }, { passes: true }] });
  const refused = await product.owner.ask('POST', cases, { ...wrong, expected: { values: { amount: 'many' } } });
  expect(refused.json.problems[0]).toMatchObject({ code: 'RULE_VALUE_NOT_ALLOWED', path: '/expected/values/amount' });
  for (const [method, url] of [
    ['GET', cases],
    ['DELETE', `${cases}/${marked.json.id}`],
  ] as const) {
    expect((await member.ask(method, url)).status).toBe(403);
  }
  expect((await member.ask('POST', cases, wrong)).status).toBe(403);
  expect((await member.ask('POST', `${cases}/run`, {})).status).toBe(403);
  expect((await product.owner.ask('DELETE', `${cases}/${marked.json.id}`)).status).toBe(204);
  expect((await product.owner.ask('GET', cases)).json.rows).toHaveLength(1);
});

test('the plan of a rule tells of another rule that sets the same field otherwise, with a record both apply to', async () => {
  const small = {
    ...large,
    title: { en: 'Not free', zh: '非免费' },
    if: 'amount > 0',
    actions: [{ type: 'set-fields', settings: { fields: [{ field: 'note', value: '"small"' }] } }],
  };
  await publish(large);
  await product.owner.ask('PUT', '/api/apps/crm/definitions/rule/small', { definition: small });
  const { json } = await product.owner.ask('POST', '/api/apps/crm/definitions/rule/small:plan', {});
  expect(json.steps).toHaveLength(1);
  expect(json.steps[0].level).toBe('info');
  expect(json.steps[0].text.en).toMatch(
    /"Large" sets it to "large"; both can apply to one record, for example "Lead \d+"/,
  );
  expect(json.steps[0].text.zh).toContain('“大额”');
  const apart = { ...small, if: 'amount < 1000' };
  await product.owner.ask('PUT', '/api/apps/crm/definitions/rule/small', { definition: apart });
  expect((await product.owner.ask('POST', '/api/apps/crm/definitions/rule/small:plan', {})).json.steps).toEqual([]);
});
