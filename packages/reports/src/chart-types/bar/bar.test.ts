import { expect, it } from 'vitest';
import { byMonthAndStage, byOwner } from '../answers.test-data.ts';
import { bar } from './bar.ts';

const context = { language: 'zh', zone: 'Asia/Shanghai', dark: false } as const;

it('draws a ranking with the largest on top, every bar with its exact number', async () => {
  const option = bar.option?.(byOwner, {}, context);
  await expect(`${JSON.stringify(option, null, 1)}\n`).toMatchFileSnapshot('./bar.golden.json');
});

it('stands bars side by side for a second dimension, and stacks them when asked', () => {
  const option = bar.option?.(byMonthAndStage, { direction: 'vertical', stacked: true }, context);
  expect(option?.['xAxis']).toMatchObject({ type: 'category', data: ['2026年8月', '2026年9月'] });
  // In the order of the stages, whatever the rows are sorted by.
  expect(option?.['series']).toMatchObject([
    { name: '初步沟通', stack: 'all', itemStyle: { color: '#12a594' }, data: [{ value: 50 }, { value: 20 }] },
    { name: '成交客户', stack: 'all', data: [{ value: 100 }, { value: 0 }] },
  ]);
});
