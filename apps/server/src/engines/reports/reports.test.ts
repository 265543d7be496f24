import { openTestPlatform, type TestPerson, type TestPlatform } from '@tangram/tests/platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let product: TestPlatform;
let owner: TestPerson;

const stage = {
  type: 'select',
  title: { en: 'Stage', zh: '阶段' },
  settings: { options: [{ value: 'open' }, { value: 'won' }] },
};
const form = {
  type: 'object',
  properties: {
    name: { field: { type: 'text', title: 'Name' } },
    stage: { field: stage },
    amount: { field: { type: 'money', title: 'Amount' } },
  },
  form: { title: { en: 'Deals', zh: '商机' }, layout: [] },
};
const query = {
  form: 'deal',
  dimensions: [{ key: 'stage', field: 'stage' }],
  measures: [{ key: 'total', aggregate: 'sum', of: 'amount' }],
  totals: true,
};
const report = { title: { en: 'Amount by stage', zh: '各阶段金额' }, query, chart: { type: 'funnel' } };

beforeAll(async () => {
  product = await openTestPlatform();
  owner = product.owner;
  expect((await owner.ask('POST', '/api/apps', { key: 'sales', title: 'Sales' })).status).toBeLessThan(300);
  await publish('form', 'deal', form);
  for (const [name, at, amount] of [
    ['A', 'won', '100.5'],
    ['B', 'won', '20'],
    ['C', 'open', '7'],
  ]) {
    const made = await owner.ask('POST', '/api/apps/sales/records/deal', { values: { name, stage: at, amount } });
    expect(made.status, made.text).toBeLessThan(300);
  }
  await publish('report', 'by_stage', report);
});
afterAll(() => product.close());

async function publish(kind: string, key: string, definition: unknown): Promise<void> {
  const address = `/api/apps/sales/definitions/${kind}/${key}`;
  const saved = await owner.ask('PUT', address, { definition });
  expect(saved.json.problems, saved.text).toEqual([]);
  const published = await owner.ask('POST', `${address}:publish`, {});
  expect(published.status, published.text).toBeLessThan(300);
}

describe('POST /api/apps/:app/query', () => {
  it.each([
    ['a query', { query }],
    ['a query by itself', query],
    ['the name of a report', { report: 'by_stage' }],
  ])('answers %s', async (_what, body) => {
    const { status, json } = await owner.ask('POST', '/api/apps/sales/query', body);
    expect(status).toBe(200);
    expect(json.rows).toEqual([
      { stage: 'open', total: 7 },
      { stage: 'won', total: 120.5 },
    ]);
    expect(json.totals).toEqual({ total: 127.5 });
    expect(json.forms).toEqual(['sales/deal']);
  });

  it('says every mistake of a query at once', async () => {
    const wrong = {
      form: 'deal',
      dimensions: [{ key: 'a', field: 'stag' }],
      measures: [{ key: 'b', aggregate: 'sum', of: 'name' }],
    };
    const { status, json } = await owner.ask('POST', '/api/apps/sales/query', { query: wrong });
    expect(status).toBe(400);
    expect(json.problems).toMatchObject([
      { code: 'REPORT_FIELD_UNKNOWN', path: '/dimensions/0/field', hint: 'Did you mean "stage"?' },
      { code: 'REPORT_AGGREGATE_TYPE', path: '/measures/0/of' },
    ]);
  });

  it.each<[string, unknown, number]>([
    ['nothing', undefined, 400],
    ['a list', [], 400],
    ['a text for a query', { query: 'select 1' }, 400],
    ['a form that is not there', { query: { ...query, form: 'x"; drop table' } }, 400],
    ['a report that is not there', { report: 'nothing' }, 404],
    ['a key that is no key', { query: { ...query, measures: [{ key: '🙂', aggregate: 'count' }] } }, 400],
    ['a filter that cannot be read', { query: { ...query, filter: 'stage = = "won"' } }, 400],
    ['a filter full of brackets', { query: { ...query, filter: '('.repeat(5000) } }, 400],
  ])('refuses %s', async (_what, body, status) => {
    const answer = await owner.ask('POST', '/api/apps/sales/query', body);
    expect(answer.status, answer.text).toBe(status);
    expect(answer.json.problems.length).toBeGreaterThan(0);
  });

  it('refuses those who are not signed in, and those who may not read the form', async () => {
    expect((await product.visit('POST', '/api/apps/sales/query', { query })).status).toBe(401);
    const stranger = await product.person('Stranger');
    expect((await stranger.ask('POST', '/api/apps/sales/query', { query })).status).toBe(403);
    expect((await stranger.ask('GET', '/api/apps/sales/reports/by_stage')).status).toBe(404);
  });
});

it('answers a published report with its definition', async () => {
  const { json } = await owner.ask('GET', '/api/apps/sales/reports/by_stage');
  expect(json.definition.chart).toEqual({ type: 'funnel' });
  expect(json.result.rows).toHaveLength(2);
});

it('gives the filter that finds exactly the records behind a row', async () => {
  const { json } = await owner.ask('POST', '/api/apps/sales/query/drill', {
    query,
    row: { stage: 'won', total: 120.5 },
  });
  expect(json).toEqual({ form: 'deal', filter: 'stage = "won"' });
  const found = await owner.ask('GET', `/api/apps/sales/records/deal?filter=${encodeURIComponent(json.filter)}`);
  expect(found.json.rows).toHaveLength(2);
});

it('refuses to publish a report with mistakes', async () => {
  const address = '/api/apps/sales/definitions/report/wrong';
  const definition = { ...report, query: { ...query, form: 'lead' }, chart: { type: 'funel' } };
  expect((await owner.ask('PUT', address, { definition })).json.problems).toMatchObject([
    { code: 'REPORT_FORM_UNKNOWN', path: '/query/form' },
    { code: 'REPORT_CHART_UNKNOWN', path: '/chart/type' },
  ]);
  expect((await owner.ask('POST', `${address}:publish`, {})).status).toBe(400);
});
