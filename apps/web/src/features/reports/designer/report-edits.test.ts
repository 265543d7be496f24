import type { ReportDefinition } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import type { FieldChoice } from './field-choices.ts';
import {
  addCount,
  addDimension,
  addFilter,
  addMeasure,
  changeDimension,
  changeMeasure,
  chooseForm,
  moveColumn,
  newReport,
  removeColumn,
  setChart,
  setFilter,
  setSort,
  setTotals,
} from './report-edits.ts';

const field = (path: string, valueType: FieldChoice['valueType']): FieldChoice => ({
  path,
  title: path,
  valueType,
  icon: '',
  isPerson: false,
  options: [],
});
const stage = field('跟进阶段', 'text');
const closed = field('closed', 'date');
const amount = field('amount', 'number');
const sector = field('account.sector', 'text');
const start = newReport('deal');

const steps = (...edits: ((report: ReportDefinition) => ReportDefinition)[]) =>
  edits.reduce((report, edit) => edit(report), start);

describe('a new report', () => {
  it('counts the records and is a figure', () => {
    expect(start.query.measures).toEqual([{ key: 'records', aggregate: 'count' }]);
    expect(start.chart.type).toBe('number');
  });

  it('changes its chart with what is dropped, for as long as nobody chose another', () => {
    const grouped = addDimension(start, stage);
    expect(grouped.chart.type).toBe('bar');
    const chosen = setChart(grouped, { type: 'funnel', settings: { counts: 'standing' } });
    expect(addCount(chosen).chart).toEqual({ type: 'funnel', settings: { counts: 'standing' } });
    // A funnel has one dimension: with two there is nothing to draw.
    expect(addDimension(chosen, closed).chart).toEqual({ type: 'bar' });
  });

  it('draws a trend when a date is dropped', () => {
    const report = addDimension(start, closed);
    expect(report.query.dimensions).toEqual([{ key: 'closed', field: 'closed', grain: 'month' }]);
    expect(report.chart.type).toBe('line');
    expect(changeDimension(report, 'closed', { grain: undefined }).query.dimensions).toEqual([
      { key: 'closed', field: 'closed' },
    ]);
  });
});

describe('values', () => {
  it('take the place of the count that nobody asked for', () => {
    expect(addMeasure(start, amount).query.measures).toEqual([{ key: 'amount', aggregate: 'sum', of: 'amount' }]);
  });

  it('get keys of their own, and paths become words', () => {
    const report = steps(
      (r) => addMeasure(r, amount),
      (r) => addMeasure(r, amount),
      (r) => addMeasure(r, sector),
    );
    expect(report.query.measures.map((measure) => measure.key)).toEqual(['amount', 'amount_2', 'account_sector']);
    expect(report.query.measures.map((measure) => measure.aggregate)).toEqual(['sum', 'sum', 'count-distinct']);
  });

  it('lose their expression when they become a count', () => {
    const report = changeMeasure(addMeasure(start, amount), 'amount', { aggregate: 'count' });
    expect(report.query.measures).toEqual([{ key: 'amount', aggregate: 'count' }]);
  });

  it('never run out: without any, the records are counted', () => {
    const report = removeColumn(addMeasure(start, amount), 'amount');
    expect(report.query.measures).toEqual([{ key: 'records', aggregate: 'count' }]);
  });
});

it('takes away with a column what sorted by it', () => {
  const sorted = setSort(addDimension(start, stage), [{ by: '跟进阶段', direction: 'ascending' }]);
  const report = removeColumn(sorted, '跟进阶段');
  expect(report.query).toEqual({ form: 'deal', dimensions: [], measures: [{ key: 'records', aggregate: 'count' }] });
});

it('moves columns among their kind', () => {
  const report = steps(
    (r) => addDimension(r, stage),
    (r) => addDimension(r, sector),
    (r) => addDimension(r, closed),
  );
  expect(moveColumn(report, 'closed', 0).query.dimensions?.map(({ key }) => key)).toEqual([
    'closed',
    '跟进阶段',
    'account_sector',
  ]);
});

it('keeps nothing undefined, because a definition is a file', () => {
  const report = setTotals(setFilter(setTotals(setFilter(start, 'amount > 0'), true), ''), false);
  expect(Object.keys(report.query)).toEqual(['form', 'measures']);
});

it('keeps only its name when it asks another form', () => {
  const report = chooseForm({ ...addDimension(start, stage), title: 'Deals' }, 'lead');
  expect(report).toEqual({
    title: 'Deals',
    query: { form: 'lead', measures: start.query.measures },
    chart: { type: 'number' },
  });
});

it('begins a condition that nothing else is lost by, and quotes keys that are words of the language', () => {
  const report = addFilter(addFilter(start, stage), field('account.in', 'text'));
  expect(report.query.filter).toBe('(跟进阶段 != null) and account.`in` != null');
});
