import { describe, expect, it } from 'vitest';
import { makeCatalog } from '../testing/sales-world.ts';
import { checkDashboard, checkReport, isReportShaped } from './check-report.ts';

const context = { app: 'sales', catalog: makeCatalog() };
const query = {
  form: 'deal',
  dimensions: [{ key: 'stage', field: 'stage' }],
  measures: [{ key: 'n', aggregate: 'count' }],
};
const report = {
  title: { en: 'Deals', zh: '商机' },
  query,
  chart: { type: 'funnel', settings: { leaveOut: ['lost'] } },
};

describe('a report', () => {
  it('without mistakes has no problems', () => {
    expect(checkReport(report, context)).toEqual([]);
    expect(isReportShaped(report)).toBe(true);
  });

  it('has the problems of its query and its chart, each at its place in the file', () => {
    const wrong = {
      ...report,
      query: { ...query, filter: 'stag = "won"', dimensions: [{ key: 'stage', field: 'stgae' }] },
      chart: { type: 'funnel', settings: { counts: 'all', colour: 'red' } },
    };
    expect(checkReport(wrong, context)).toMatchObject([
      { code: 'REPORT_FIELD_UNKNOWN', path: '/query/dimensions/0/field', hint: 'Did you mean "stage"?' },
      { code: 'EXPR_NAME_UNKNOWN', path: '/query/filter' },
      { code: 'SCHEMA_UNKNOWN', path: '/chart/settings/colour' },
      { code: 'SCHEMA_TYPE', path: '/chart/settings/counts' },
    ]);
  });

  it('names the chart that was meant, and what a chart cannot draw', () => {
    expect(checkReport({ ...report, chart: { type: 'funel' } }, context)).toMatchObject([
      { code: 'REPORT_CHART_UNKNOWN', path: '/chart/type', hint: 'Did you mean "funnel"?' },
    ]);
    expect(checkReport({ ...report, chart: { type: 'number' } }, context)).toMatchObject([
      { code: 'REPORT_CHART_NEEDS', path: '/chart/type' },
    ]);
  });

  it('is not taken for one when its shape is another', () => {
    expect(isReportShaped({ title: 'x' })).toBe(false);
    expect(checkReport({ ...report, charts: [] }, context)).toMatchObject([
      { code: 'SCHEMA_UNKNOWN', path: '/charts' },
    ]);
  });
});

describe('a dashboard', () => {
  const tile = { id: 'a', report: 'funnel', x: 0, y: 0, width: 6, height: 4 };
  const reports = new Map([['funnel', report]]);

  it('without mistakes has no problems', () => {
    expect(checkDashboard({ title: 'Sales', tiles: [tile, { ...tile, id: 'b', x: 6 }] }, reports)).toEqual([]);
  });

  it('says every mistake at once', () => {
    const tiles = [tile, { ...tile, x: 7 }, { ...tile, id: 'c', report: 'funnle' }];
    expect(checkDashboard({ title: 'Sales', tiles }, reports)).toMatchObject([
      { code: 'REPORT_TILE_TWICE', path: '/tiles/1/id' },
      { code: 'REPORT_TILE_OUTSIDE', path: '/tiles/1/width' },
      { code: 'REPORT_UNKNOWN', path: '/tiles/2/report', hint: 'Did you mean "funnel"?' },
    ]);
    expect(checkDashboard({ title: 'Sales', tiles: [{ ...tile, width: 13 }] }, reports)).toMatchObject([
      { path: '/tiles/0/width' },
    ]);
  });
});
