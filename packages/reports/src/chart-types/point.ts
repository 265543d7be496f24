import type { Point, Series } from './series.ts';
import { escapeHtml, literal } from './frame.ts';

/** `<b>Acme</b><br>Revenue: 1,054`: what the tooltip of one mark says, as the HTML that ECharts puts there. */
export function pointTooltip(head: string, series: string, text: string): { formatter: string } {
  const name = series === '' ? '' : `${escapeHtml(literal(series))}: `;
  return { formatter: `<b>${escapeHtml(literal(head))}</b><br>${name}${escapeHtml(literal(text))}` };
}

/** The data of one series for axes of categories and values: each mark says its own exact text, and which row it is. */
export function seriesData(series: Series, categories: readonly { readonly name: string }[], scale: number) {
  return series.points.map((point, index) => ({
    value: scaled(point, scale),
    row: point.row,
    tooltip: pointTooltip(categories[index]?.name ?? '', series.name, point.text),
  }));
}

/** Percentages are drawn as 63.15 and not 0.6315, so that the axis reads without a function. */
export function axisScale(series: readonly Series[]): { scale: number; label: string } {
  const percent = series.length > 0 && series.every((one) => one.column.format?.style === 'percent');
  return percent ? { scale: 100, label: '{value}%' } : { scale: 1, label: '' };
}

function scaled(point: Point, scale: number): number | null {
  // 0.07 * 100 is 7.000000000000001 in a double.
  return point.value === null ? null : scale === 1 ? point.value : Number((point.value * scale).toPrecision(15));
}
