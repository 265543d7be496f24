import type { ReportQuery } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { byStage } from './answers.test-data.ts';
import { rankedCharts, suggestChart } from './suggest-chart.ts';

const count = { key: 'deals', aggregate: 'count' } as const;
const amount = { key: 'amount', aggregate: 'sum', of: 'amount' } as const;
const query = (more: Partial<ReportQuery>): ReportQuery => ({ form: 'deal', measures: [count], ...more });

describe('the suggested chart', () => {
  it.each<[string, ReportQuery, string]>([
    ['one number', query({}), 'number'],
    ['over time', query({ dimensions: [{ key: 'm', field: 'closed', grain: 'month' }] }), 'line'],
    ['a top list', query({ dimensions: [{ key: 'o', field: 'owner' }], top: { count: 10 } }), 'bar'],
    ['groups', query({ dimensions: [{ key: 'o', field: 'owner' }] }), 'bar'],
    [
      'three dimensions',
      query({ dimensions: ['a', 'b', 'c'].map((key) => ({ key, field: key })), measures: [count, amount] }),
      'table',
    ],
  ])('of %s', (_what, asked, chart) => {
    expect(suggestChart(asked)).toBe(chart);
  });
});

it('offers a funnel and a pie for stages', () => {
  const offered = rankedCharts(query({ dimensions: [{ key: 'stage', field: 'stage' }] }), byStage.columns);
  expect(offered.map((chart) => chart.type)).toEqual(['bar', 'funnel', 'pie', 'table', 'line']);
});
