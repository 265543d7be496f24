import { shapeCheck } from '@tangram/schema';
import { describe, expect, it } from 'vitest';
import { byMonth, byMonthAndStage, byOwner, byStage, figures } from './answers.test-data.ts';
import { meetsNeeds } from './chart-type.ts';
import { chartTypes } from './index.ts';

const answers = { byMonth, byMonthAndStage, byOwner, byStage, figures };
const context = { language: 'en', zone: 'UTC', dark: true } as const;

describe.each(chartTypes)('$type', (chart) => {
  it('takes its settings left out, and nothing it does not know', () => {
    const check = shapeCheck(chart.settings);
    expect(check({})).toEqual([]);
    expect(check({ colour: 'red' })).toHaveLength(1);
  });

  it.each(Object.entries(answers))(
    'draws %s as plain data when its needs are met, an empty answer too',
    (_name, answer) => {
      const dimensions = answer.columns.filter((column) => column.role === 'dimension').length;
      if (!meetsNeeds(chart.needs, { dimensions, values: answer.columns.length - dimensions })) return;
      for (const rows of [answer.rows, []]) {
        const drawn =
          chart.option?.({ ...answer, rows }, {}, context) ?? chart.figures?.({ ...answer, rows }, {}, context) ?? null;
        expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn);
        // What users typed reaches neither the HTML of a tooltip nor a template of ECharts.
        const text = JSON.stringify(drawn);
        expect(text).not.toMatch(/"tooltip":\{"formatter":"[^"]*<img/);
        expect(text).not.toMatch(/formatter":"[^"]*\{c\}/);
      }
    },
  );
});
