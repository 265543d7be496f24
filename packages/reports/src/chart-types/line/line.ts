import type { ChartType } from '../chart-type.ts';
import { chartColors, markColor } from '../colors.ts';
import { categoryAxis, chartFrame, grid, legend, valueAxis } from '../frame.ts';
import { axisScale, seriesData } from '../point.ts';
import { seriesTable } from '../series.ts';

/** Beyond this many points their dots would run into one another. */
const maxDots = 60;

/** How something goes over time; a second dimension gives one line each. Buckets in which nothing happened are on the line. */
export const line: ChartType = {
  type: 'line',
  title: { en: 'Trend', zh: '折线图' },
  icon: 'LineChartOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      area: { type: 'boolean', title: { en: 'Filled below', zh: '填充面积' }, default: false },
      smooth: { type: 'boolean', title: { en: 'Rounded', zh: '平滑' }, default: false },
    },
  },
  needs: { dimensions: [1, 2], values: [1, 10] },
  suits: (shape) => (shape.isOverTime ? 1 : 0.1),
  option(result, settings, context) {
    const colors = chartColors(context.dark);
    const table = seriesTable(result, context);
    const hasLegend = table.series.length > 1;
    const { scale, label } = axisScale(table.series);
    const value = valueAxis(colors);
    const area = settings['area'] === true;
    return {
      ...chartFrame(colors),
      legend: legend(colors, hasLegend),
      grid: grid(hasLegend),
      xAxis: {
        ...categoryAxis(
          table.categories.map((category) => category.name),
          colors,
        ),
        boundaryGap: false,
      },
      yAxis: label === '' ? value : { ...value, axisLabel: { ...value.axisLabel, formatter: label } },
      series: table.series.map((series, index) => ({
        type: 'line',
        name: series.name,
        smooth: settings['smooth'] === true,
        symbolSize: 7,
        showSymbol: table.categories.length <= maxDots,
        connectNulls: false,
        lineStyle: { width: 2 },
        itemStyle: { color: markColor(colors, index, series.color) },
        ...(area ? { areaStyle: { opacity: 0.15 } } : {}),
        data: seriesData(series, table.categories, scale),
      })),
    };
  },
};
