import type { ChartType } from './chart-type.ts';
import { bar } from './bar/bar.ts';
import { funnel } from './funnel/funnel.ts';
import { line } from './line/line.ts';
import { number } from './number/number.ts';
import { pie } from './pie/pie.ts';
import { table } from './table/table.ts';

/** Every chart type, in the order of the palette. */
export const chartTypes: readonly ChartType[] = [number, bar, line, pie, funnel, table];

export function chartTypeNamed(type: string): ChartType | undefined {
  return chartTypes.find((candidate) => candidate.type === type);
}
