import type { ChartType } from '../chart-type.ts';

/** The rows themselves. Shows every query, so it is what any other chart type can be switched to. */
export const table: ChartType = {
  type: 'table',
  title: { en: 'Table', zh: '表格' },
  icon: 'TableOutlined',
  settings: { type: 'object', additionalProperties: false, properties: {} },
  needs: { dimensions: [0, 10], values: [1, 60] },
  suits: () => 0.2,
};
