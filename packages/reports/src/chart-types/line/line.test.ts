import { expect, it } from 'vitest';
import { byMonth, byMonthAndStage } from '../answers.test-data.ts';
import { line } from './line.ts';

const context = { language: 'en', zone: 'Asia/Shanghai', dark: true } as const;

it('draws one line for each value of the second dimension', async () => {
  const option = line.option?.(byMonthAndStage, { area: true }, context);
  await expect(`${JSON.stringify(option, null, 1)}\n`).toMatchFileSnapshot('./line.golden.json');
});

it('shows a month in which nothing happened: none for counts, no point for rates', () => {
  const option = line.option?.(byMonth, {}, context);
  expect(option?.['xAxis']).toMatchObject({ data: ['Aug 2026', 'Sep 2026', 'Oct 2026', 'Nov 2026'] });
  expect(option?.['series']).toMatchObject([
    { name: 'Deals', data: [{ value: 6 }, { value: 3 }, { value: 0 }, { value: 2 }] },
    { name: 'Win rate', data: [{ value: 0.5 }, { value: 0.07 }, { value: null }, { value: null }] },
  ]);
});

it('draws percentages as percents, without the dust of binary fractions', () => {
  const [month, , rate] = byMonth.columns;
  const option = line.option?.({ ...byMonth, columns: [month, rate] as never }, {}, context);
  expect(option?.['yAxis']).toMatchObject({ axisLabel: { formatter: '{value}%' } });
  expect(option?.['series']).toMatchObject([{ data: [{ value: 50 }, { value: 7 }, { value: null }, { value: null }] }]);
});
