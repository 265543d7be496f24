import { describe, expect, it } from 'vitest';
import { makeCatalog } from '../testing/sales-world.ts';
import { checkQuery } from './plan-query.ts';

const context = { app: 'sales', catalog: makeCatalog() };
const check = (query: unknown) =>
  checkQuery(query, context).map(({ code, path, hint }) => ({ code, path, ...(hint === undefined ? {} : { hint }) }));
const count = { key: 'n', aggregate: 'count' };

describe('a query without mistakes has no problems', () => {
  it.each([
    { form: 'deal', measures: [count] },
    { form: 'sales/deal', measures: [count] },
    {
      form: 'deal',
      dimensions: [
        { key: 'a', field: 'customer.segment' },
        { key: 'b', field: 'created_at', grain: 'hour' },
        { key: 'c', field: 'owner.manager' },
        { key: 'd', field: 'tags' },
        { key: 'e', field: 'active' },
      ],
      measures: [count, { key: 'sum', aggregate: 'sum', of: 'amount * 2', filter: 'owner.id = user.id' }],
      calculations: [
        { key: 'avg', expression: 'sum / n' },
        { key: 'more', expression: 'avg + 1' },
      ],
      filter: 'closed >= date("2026-01-01") and customer.region != null',
      having: 'more > 2 and n > 1',
      sort: [{ by: 'more', direction: 'descending' }],
      top: { count: 5, others: true },
      totals: true,
    },
  ])('%#', (query) => {
    expect(check(query)).toEqual([]);
  });
});

it('says every mistake at once, each with its place and cure', () => {
  const query = {
    form: 'deal',
    dimensions: [
      { key: 'a', field: 'stag' },
      { key: 'b', field: 'stage.name' },
      { key: 'c', field: 'stage', grain: 'month' },
      { key: 'd', field: 'closed', grain: 'hour' },
      { key: 'e', field: 'files' },
      { key: 'e', field: 'Customer' },
    ],
    measures: [
      { key: 'f', aggregate: 'sum', of: 'stage' },
      { key: 'g', aggregate: 'sum' },
      { key: 'h', aggregate: 'count', of: 'amount' },
      { key: 'i', aggregate: 'average', of: 'amout' },
      { key: 'j', aggregate: 'maximum', of: 'customer' },
    ],
    calculations: [
      { key: 'k', expression: 'later + 1' },
      { key: 'later', expression: '1' },
    ],
    filter: 'amount',
    having: 'stage = "won"',
    sort: [{ by: 'laters', direction: 'ascending' }],
  };
  const didYouMean = (word: string) => ({ hint: `Did you mean "${word}"?` });
  expect(check(query)).toEqual([
    { code: 'REPORT_FIELD_UNKNOWN', path: '/dimensions/0/field', ...didYouMean('stage') },
    { code: 'REPORT_FIELD_NO_RELATION', path: '/dimensions/1/field' },
    { code: 'REPORT_GRAIN_TYPE', path: '/dimensions/2/grain', hint: 'Take the grain away, or choose a date.' },
    { code: 'REPORT_GRAIN_HOUR', path: '/dimensions/3/grain' },
    { code: 'REPORT_FIELD_NOT_GROUPABLE', path: '/dimensions/4/field' },
    { code: 'REPORT_KEY_TAKEN', path: '/dimensions/5/key' },
    { code: 'REPORT_FIELD_UNKNOWN', path: '/dimensions/5/field', ...didYouMean('customer') },
    expect.objectContaining({ path: '/filter' }),
    { code: 'REPORT_AGGREGATE_TYPE', path: '/measures/0/of', hint: 'To count different values, use count-distinct.' },
    { code: 'REPORT_OF_MISSING', path: '/measures/1' },
    { code: 'REPORT_OF_SUPERFLUOUS', path: '/measures/2/of', hint: 'To count different values, use count-distinct.' },
    expect.objectContaining({ code: 'EXPR_NAME_UNKNOWN', path: '/measures/3/of' }),
    { code: 'REPORT_AGGREGATE_TYPE', path: '/measures/4/of' },
    expect.objectContaining({ path: '/calculations/0/expression' }),
    expect.objectContaining({ path: '/having' }),
    { code: 'REPORT_SORT_UNKNOWN', path: '/sort/0/by', ...didYouMean('later') },
  ]);
});

it.each([
  [{ form: 'deel', measures: [count] }, 'REPORT_FORM_UNKNOWN', '/form'],
  [{ form: 'deal' }, 'SCHEMA_REQUIRED', '/measures'],
  [{ form: 'deal', measures: [] }, 'SCHEMA_TOO_FEW', '/measures'],
  [{ form: 'deal', measures: [count], filters: 'x' }, 'SCHEMA_UNKNOWN', '/filters'],
  [{ form: 'deal', measures: [{ key: 'x"; drop table', aggregate: 'count' }] }, 'SCHEMA_KEY', '/measures/0/key'],
  ['deal', 'SCHEMA_TYPE', ''],
  [null, 'SCHEMA_TYPE', ''],
])('refuses %j', (query, code, path) => {
  expect(check(query)).toMatchObject([{ code, path }]);
});

it('refuses what only the application can compute', () => {
  expect(check({ form: 'deal', measures: [count], filter: 'count(for t in tags return t) > 1' })).toMatchObject([
    { code: 'REPORT_NOT_IN_SQL', path: '/filter' },
  ]);
});
