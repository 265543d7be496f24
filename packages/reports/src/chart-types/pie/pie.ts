import { textIn } from '@tangram/schema';
import { writeNumber } from '../../result/write-value.ts';
import type { ChartType } from '../chart-type.ts';
import { chartColors, markColor } from '../colors.ts';
import { chartFrame, legend, literal } from '../frame.ts';
import { pointTooltip } from '../point.ts';
import { slicesOf } from '../slices.ts';

/** Shares of a whole. Each share says its percent of what is drawn; groups without a positive value have no slice. */
export const pie: ChartType = {
  type: 'pie',
  title: { en: 'Pie', zh: '饼图' },
  icon: 'PieChartOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      hole: { type: 'boolean', title: { en: 'Ring', zh: '环形' }, default: true },
      labels: {
        title: { en: 'Labels', zh: '标签' },
        oneOf: [
          { const: 'percent', title: { en: 'Percent', zh: '百分比' } },
          { const: 'value', title: { en: 'Value', zh: '数值' } },
          { const: 'both', title: { en: 'Both', zh: '数值和百分比' } },
        ],
        default: 'percent',
      },
    },
  },
  needs: { dimensions: [1, 1], values: [1, 1] },
  suits: (shape) => (shape.isOverTime || shape.isRanking ? 0.1 : 0.6),
  option(result, settings, context) {
    const colors = chartColors(context.dark);
    const { slices, value } = slicesOf(result, context);
    const drawn = slices.filter((slice) => slice.value > 0);
    const sum = drawn.reduce((total, slice) => total + slice.value, 0);
    const labels = settings['labels'] ?? 'percent';
    return {
      ...chartFrame(colors),
      legend: legend(colors, false),
      series: [
        {
          type: 'pie',
          name: textIn(value.title, context.language),
          radius: settings['hole'] === false ? ['0%', '64%'] : ['40%', '64%'],
          center: ['50%', '50%'],
          itemStyle: { borderColor: colors.surface, borderWidth: 2 },
          // Long enough that the two lines of a label below the pie do not touch it.
          labelLine: { length: 16, length2: 6 },
          data: drawn.map((slice, index) => {
            const percent = writeNumber(slice.value / sum, { style: 'percent', digits: 1 }, context.language);
            const label = labels === 'value' ? slice.text : labels === 'both' ? `${slice.text} (${percent})` : percent;
            return {
              name: slice.name,
              value: slice.value,
              row: slice.row,
              itemStyle: { color: markColor(colors, index, slice.color) },
              label: { color: colors.text, bleedMargin: 0, formatter: literal(`${slice.name}\n${label}`) },
              tooltip: pointTooltip(slice.name, '', `${slice.text} (${percent})`),
            };
          }),
        },
      ],
    };
  },
};
