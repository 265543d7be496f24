import { textIn } from '@tangram/schema';
import { writeValue } from '../../result/write-value.ts';
import type { ChartType } from '../chart-type.ts';

/** One or a few figures to be read at a glance: the won deals, the win rate. */
export const number: ChartType = {
  type: 'number',
  title: { en: 'Figure', zh: '指标' },
  icon: 'NumberOutlined',
  settings: { type: 'object', additionalProperties: false, properties: {} },
  needs: { dimensions: [0, 0], values: [1, 30] },
  suits: () => 1,
  figures(result, _settings, context) {
    const row = result.rows[0] ?? {};
    return result.columns.map((column) => ({
      key: column.key,
      label: textIn(column.title, context.language),
      text: writeValue(row[column.key], column, context),
    }));
  },
};
