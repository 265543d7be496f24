import type { ChartType } from '../chart-type.ts';
import { chartColors, markColor } from '../colors.ts';
import { categoryAxis, chartFrame, grid, legend, literal, valueAxis } from '../frame.ts';
import { axisScale, seriesData } from '../point.ts';
import { seriesTable } from '../series.ts';

/** Beyond this many bars their numbers would overlap. */
const maxLabelledBars = 30;

/** Lengths to compare: a ranking when lying, a comparison over few groups when standing. A second dimension splits the bars. */
export const bar: ChartType = {
  type: 'bar',
  title: { en: 'Bars', zh: '条形图' },
  icon: 'BarChartOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      direction: {
        title: { en: 'Bars are', zh: '方向' },
        oneOf: [
          { const: 'horizontal', title: { en: 'Lying (ranking)', zh: '横向（排行）' } },
          { const: 'vertical', title: { en: 'Standing', zh: '纵向' } },
        ],
        default: 'horizontal',
      },
      stacked: { type: 'boolean', title: { en: 'Stacked', zh: '堆叠' }, default: false },
      labels: { type: 'boolean', title: { en: 'Show numbers', zh: '显示数值' }, default: true },
    },
  },
  needs: { dimensions: [1, 2], values: [1, 10] },
  suits: (shape) => (shape.isRanking ? 0.9 : shape.isOverTime ? 0.5 : 0.7),
  option(result, settings, context) {
    const colors = chartColors(context.dark);
    const table = seriesTable(result, context);
    const lies = settings['direction'] !== 'vertical';
    const stacked = settings['stacked'] === true;
    const hasLegend = table.series.length > 1;
    const { scale, label } = axisScale(table.series);
    const showLabels =
      settings['labels'] !== false && !stacked && table.categories.length * table.series.length <= maxLabelledBars;
    const names = table.categories.map((category) => category.name);
    const category = { ...categoryAxis(names, colors), ...(lies ? { inverse: true } : {}) };
    const value = showLabels ? { type: 'value', show: false } : withLabel(valueAxis(colors), label);
    return {
      ...chartFrame(colors),
      legend: legend(colors, hasLegend),
      grid: { ...grid(hasLegend), ...(lies && showLabels ? { right: 88 } : {}) },
      xAxis: lies ? value : category,
      yAxis: lies ? category : value,
      series: table.series.map((series, index) => ({
        type: 'bar',
        name: series.name,
        ...(stacked ? { stack: 'all' } : {}),
        barMaxWidth: 28,
        itemStyle: { color: markColor(colors, index, series.color), borderRadius: stacked ? 0 : 3 },
        data: seriesData(series, table.categories, scale).map((mark, at) => ({
          ...mark,
          label: {
            show: showLabels,
            position: lies ? 'right' : 'top',
            color: colors.muted,
            formatter: literal(series.points[at]?.text ?? ''),
          },
        })),
      })),
    };
  },
};

function withLabel(axis: ReturnType<typeof valueAxis>, formatter: string) {
  return formatter === '' ? axis : { ...axis, axisLabel: { ...axis.axisLabel, formatter } };
}
