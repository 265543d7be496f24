import {
  didYouMean,
  shapeCheck,
  nearest,
  pointer,
  type Problem,
  problemAt,
  problemsOf,
  type DashboardDefinition,
  type ReportDefinition,
} from '@tangram/schema';
import { meetsNeeds, shapeOf } from '../chart-types/chart-type.ts';
import { chartTypeNamed, chartTypes } from '../chart-types/index.ts';
import { reportErrors } from '../errors.ts';
import { checkQuery, type QueryContext } from '../plan/plan-query.ts';
import { dashboardSchema, gridColumns, reportSchema } from './report-schema.ts';

const problem = problemsOf(reportErrors);
const reportShape = shapeCheck(reportSchema);
const dashboardShape = shapeCheck(dashboardSchema);

/** Every mistake in `reports/<key>.json`, with JSON Pointers into it. */
export function checkReport(document: unknown, context: QueryContext): Problem[] {
  const shape = reportShape(document);
  if (shape.length > 0) return shape;
  const report = document as ReportDefinition;
  const query = checkQuery(report.query, context).map((found) => problemAt('/query', found));
  return [...query, ...checkChart(report)];
}

/** Whether the document has the shape of a report at all, mistakes or not. */
export function isReportShaped(document: unknown): document is ReportDefinition {
  return reportShape(document).length === 0;
}

function checkChart({ query, chart }: ReportDefinition): Problem[] {
  const type = chartTypeNamed(chart.type);
  if (type === undefined) {
    const near = nearest(
      chart.type,
      chartTypes.map((candidate) => candidate.type),
    );
    const hint = didYouMean(near);
    return [problem('REPORT_CHART_UNKNOWN', '/chart/type', { type: chart.type }, hint)];
  }
  const settings = shapeCheck(type.settings)(chart.settings ?? {}).map((found) => problemAt('/chart/settings', found));
  const shape = shapeOf(query);
  if (meetsNeeds(type.needs, shape)) return settings;
  const needs = {
    chart: type.title,
    dimensions: type.needs.dimensions.join(' – '),
    values: type.needs.values.join(' – '),
    hasDimensions: shape.dimensions,
    hasValues: shape.values,
  };
  return [...settings, problem('REPORT_CHART_NEEDS', '/chart/type', needs)];
}

/** Every mistake in `dashboards/<key>.json`. `reports` are those of the application, by key. */
export function checkDashboard(document: unknown, reports: ReadonlyMap<string, unknown>): Problem[] {
  const shape = dashboardShape(document);
  if (shape.length > 0) return shape;
  const seen = new Set<string>();
  return (document as DashboardDefinition).tiles.flatMap((tile, index) => {
    const at = pointer('tiles', index);
    const problems: Problem[] = [];
    if (seen.has(tile.id)) problems.push(problem('REPORT_TILE_TWICE', `${at}/id`, { id: tile.id }));
    seen.add(tile.id);
    if (tile.x + tile.width > gridColumns)
      problems.push(problem('REPORT_TILE_OUTSIDE', `${at}/width`, { id: tile.id }));
    if (!reports.has(tile.report)) {
      const near = nearest(tile.report, reports.keys());
      const hint = didYouMean(near);
      problems.push(problem('REPORT_UNKNOWN', `${at}/report`, { report: tile.report }, hint));
    }
    return problems;
  });
}

/** Whether the document has the shape of a dashboard at all, mistakes or not. */
export function isDashboardShaped(document: unknown): document is DashboardDefinition {
  return dashboardShape(document).length === 0;
}
