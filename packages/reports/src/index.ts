export { reportErrors } from './errors.ts';
export { createReports, mayOpen, type Reports, type ReportsParts } from './reports.ts';
export { columnTitle } from './plan/column-title.ts';
export { checkQuery, planQuery, type QueryContext } from './plan/plan-query.ts';
export type { QueryPlan } from './plan/query-plan.ts';
export { maxGroups } from './compile/compile-query.ts';
export { checkDashboard, checkReport, isDashboardShaped, isReportShaped } from './definition/check-report.ts';
export { dashboardSchema, gridColumns, querySchema, reportSchema } from './definition/report-schema.ts';
export { drillFilter, type DrilledAnswer } from './drill/drill-filter.ts';
export {
  isGroupMark,
  plotted,
  type DimensionOrigin,
  type GroupMark,
  type QueryResult,
  type ResultColumn,
  type ResultNotes,
  type ResultOption,
  type ResultRow,
} from './result/query-result.ts';
export { writeNumber, writeNumberShort, writeValue, type WritingPlace } from './result/write-value.ts';
export { describeResult } from './result/describe-result.ts';
export { bucketsBetween, nextBucket } from './result/bucket.ts';
export { chartTypeNamed, chartTypes } from './chart-types/index.ts';
export type { ChartNeeds, ChartType, DrawContext, Figure, QueryShape } from './chart-types/chart-type.ts';
export { chartColors, type ChartColors } from './chart-types/colors.ts';
export { rankedCharts, suggestChart } from './chart-types/suggest-chart.ts';
