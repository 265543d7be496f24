import { expect, it } from 'vitest';
import { byStage } from '../answers.test-data.ts';
import { pie } from './pie.ts';

const context = { language: 'zh', zone: 'Asia/Shanghai', dark: false } as const;

it('draws each group as its share of what is drawn', async () => {
  const option = pie.option?.(byStage, {}, context);
  await expect(`${JSON.stringify(option, null, 1)}\n`).toMatchFileSnapshot('./pie.golden.json');
});

it('gives no slice to nothing and to less than nothing', () => {
  const rows = [
    { stage: '新线索', deals: 5 },
    { stage: '方案报价', deals: 0 },
    { stage: '成交客户', deals: -2 },
    { stage: '流失客户', deals: null },
  ];
  const option = pie.option?.({ ...byStage, rows }, { labels: 'both' }, context);
  expect(option?.['series']).toMatchObject([
    { data: [{ name: '新线索', label: { formatter: '新线索\n5 (100.0%)' } }] },
  ]);
});
