import { nameText } from '@tangram/expression';
import { rankedCharts, suggestChart } from '@tangram/reports';
import {
  type Calculation,
  type ChartDefinition,
  type Dimension,
  type Grain,
  keyFrom,
  type Measure,
  type ReportDefinition,
  type ReportQuery,
  textIn,
} from '@tangram/schema';
import type { FieldChoice } from './field-choices.ts';

/** One edit: what it is called, the whole next report, and a name under which edits of one text field are undone as one. */
export type Edit = (label: string, change: (report: ReportDefinition) => ReportDefinition, merge?: string) => void;

// Every edit of a report as a pure step from one definition to the next; the draft store keeps both, so each can be undone.

/** What a report begins with: the number of records, over the first form there is. */
export function newReport(form: string): ReportDefinition {
  return {
    title: '',
    query: { form, measures: [{ key: 'records', aggregate: 'count' }] },
    chart: { type: 'number' },
  };
}

/** Another form means another question: only the count stays. */
export function chooseForm(report: ReportDefinition, form: string): ReportDefinition {
  return {
    ...newReport(form),
    title: report.title,
    ...(report.description === undefined ? {} : { description: report.description }),
  };
}

/** Groups by a field; dates by month, because their single values say little. `at` is the place among the others. */
export function addDimension(
  report: ReportDefinition,
  field: FieldChoice,
  at = Number.POSITIVE_INFINITY,
): ReportDefinition {
  const isDate = field.valueType === 'date' || field.valueType === 'date-time';
  const dimension: Dimension = {
    key: freeKey(report.query, field),
    field: field.path,
    ...(isDate ? { grain: 'month' as Grain } : {}),
  };
  const dimensions = [...(report.query.dimensions ?? [])];
  dimensions.splice(at, 0, dimension);
  return withQuery(report, { ...report.query, dimensions });
}

/** Adds numbers up and counts the different values of everything else. */
export function addMeasure(report: ReportDefinition, field: FieldChoice): ReportDefinition {
  const aggregate = field.valueType === 'number' ? 'sum' : 'count-distinct';
  const measure: Measure = { key: freeKey(report.query, field), aggregate, of: field.path };
  // The count a report begins with makes room for the first value that somebody chose.
  const isUntouched = report.query.measures.length === 1 && isPlainCount(report.query.measures[0] as Measure);
  const measures = isUntouched ? [measure] : [...report.query.measures, measure];
  return withQuery(report, { ...report.query, measures });
}

export function addCount(report: ReportDefinition): ReportDefinition {
  if (report.query.measures.some(isPlainCount)) return report;
  const key = keyFrom('records', takenKeys(report.query));
  return withQuery(report, { ...report.query, measures: [...report.query.measures, { key, aggregate: 'count' }] });
}

export function changeDimension(report: ReportDefinition, key: string, change: Change<Dimension>): ReportDefinition {
  const dimensions = (report.query.dimensions ?? []).map((dimension) =>
    dimension.key === key ? changed(dimension, change) : dimension,
  );
  return withQuery(report, { ...report.query, dimensions });
}

export function changeMeasure(report: ReportDefinition, key: string, change: Change<Measure>): ReportDefinition {
  const measures = report.query.measures.map((measure) => {
    if (measure.key !== key) return measure;
    const next = changed(measure, change);
    if (next.aggregate !== 'count') return next;
    const { of: _, ...count } = next;
    return count;
  });
  return withQuery(report, { ...report.query, measures });
}

/** What is undefined is taken away. */
export type Change<Column> = { readonly [Name in keyof Column]?: Column[Name] | undefined };

/** The dimension or measure is gone, and with it what sorted by it; a query without any measure counts records. */
export function removeColumn(report: ReportDefinition, key: string): ReportDefinition {
  const { query } = report;
  const measures = query.measures.filter((measure) => measure.key !== key);
  const sort = query.sort?.filter(({ by }) => by !== key);
  return withQuery(
    report,
    tidy({
      ...query,
      dimensions: query.dimensions?.filter((dimension) => dimension.key !== key),
      measures: measures.length === 0 ? [{ key: keyFrom('records', new Set([key])), aggregate: 'count' }] : measures,
      calculations: query.calculations?.filter((calculation) => calculation.key !== key),
      sort: sort?.length === 0 ? undefined : sort,
    }),
  );
}

/** Moves a dimension or measure among its kind. */
export function moveColumn(report: ReportDefinition, key: string, to: number): ReportDefinition {
  const { query } = report;
  return withQuery(report, {
    ...query,
    ...(query.dimensions === undefined ? {} : { dimensions: moved(query.dimensions, key, to) }),
    measures: moved(query.measures, key, to),
  });
}

export function setCalculations(report: ReportDefinition, calculations: readonly Calculation[]): ReportDefinition {
  return withQuery(
    report,
    tidy({ ...report.query, calculations: calculations.length === 0 ? undefined : calculations }),
  );
}

export function setFilter(report: ReportDefinition, filter: string): ReportDefinition {
  return withQuery(report, tidy({ ...report.query, filter: filter === '' ? undefined : filter }));
}

/** Begins a condition on a field with the mildest there is, that it is not blank, beside those that already hold. */
export function addFilter(report: ReportDefinition, field: FieldChoice): ReportDefinition {
  const condition = `${field.path.split('.').map(nameText).join('.')} != null`;
  const { filter } = report.query;
  return setFilter(report, filter === undefined ? condition : `(${filter}) and ${condition}`);
}

export function setSort(report: ReportDefinition, sort: ReportQuery['sort']): ReportDefinition {
  return withQuery(report, tidy({ ...report.query, sort }));
}

export function setTop(report: ReportDefinition, top: ReportQuery['top']): ReportDefinition {
  return withQuery(report, tidy({ ...report.query, top }));
}

export function setTotals(report: ReportDefinition, totals: boolean): ReportDefinition {
  return withQuery(report, tidy({ ...report.query, totals: totals ? true : undefined }));
}

/** Settings belong to a chart type: another type begins with its own. */
export function setChart(report: ReportDefinition, chart: ChartDefinition): ReportDefinition {
  return { ...report, chart };
}

/**
 * The report with another query. The chart follows the suggestion for as long as the person agrees with it, and always
 * when it cannot show the new query at all.
 */
function withQuery(report: ReportDefinition, query: ReportQuery): ReportDefinition {
  const agrees = report.chart.type === suggestChart(report.query);
  const canStay = rankedCharts(query).some((chart) => chart.type === report.chart.type);
  const suggested = suggestChart(query);
  const chart = (agrees || !canStay) && suggested !== report.chart.type ? { type: suggested } : report.chart;
  return { ...report, query, chart };
}

function isPlainCount(measure: Measure): boolean {
  return measure.aggregate === 'count' && measure.filter === undefined;
}

function freeKey(query: ReportQuery, field: FieldChoice): string {
  return keyFrom(field.path.replaceAll('.', '_') || textIn(field.title, 'en'), takenKeys(query));
}

function takenKeys({ dimensions = [], measures, calculations = [] }: ReportQuery): Set<string> {
  return new Set([...dimensions, ...measures, ...calculations].map((column) => column.key));
}

function moved<Column extends { readonly key: string }>(
  columns: readonly Column[],
  key: string,
  to: number,
): readonly Column[] {
  const column = columns.find((candidate) => candidate.key === key);
  if (column === undefined) return columns;
  const others = columns.filter((candidate) => candidate !== column);
  others.splice(Math.max(0, to), 0, column);
  return others;
}

type Loose<Value> = { [Name in keyof Value]: Value[Name] | undefined };

/** Members that are undefined are left out: a definition is a file, and a file has no undefined. */
function tidy(query: Loose<ReportQuery>): ReportQuery {
  return withoutUndefined(query) as ReportQuery;
}

function changed<Column extends object>(column: Column, change: Change<Column>): Column {
  return withoutUndefined({ ...column, ...change } as Column);
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}
