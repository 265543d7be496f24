import type { ReportQuery } from '@tangram/schema';
import type { ResultColumn } from '../result/query-result.ts';
import { type ChartType, meetsNeeds, shapeOf } from './chart-type.ts';
import { chartTypes } from './index.ts';

/**
 * The chart type that shows this query best; a table shows every query. With the columns of an answer it also knows which
 * dimensions have choices in a fixed order.
 *
 *     suggestChart({ form: 'deal', measures: [count] }) // 'number'
 */
export function suggestChart(query: ReportQuery, columns?: readonly ResultColumn[]): string {
  return (rankedCharts(query, columns)[0] as ChartType).type;
}

/** The chart types that can show the query at all, best first. */
export function rankedCharts(query: ReportQuery, columns?: readonly ResultColumn[]): readonly ChartType[] {
  const shape = shapeOf(query, columns);
  return chartTypes
    .filter((chart) => meetsNeeds(chart.needs, shape))
    .map((chart) => ({ chart, score: chart.suits(shape) }))
    .sort((one, other) => other.score - one.score)
    .map(({ chart }) => chart);
}
