import { expect, it } from 'vitest';
import { byOwner, byStage, figures } from '../chart-types/answers.test-data.ts';
import { describeResult } from './describe-result.ts';

it.each([
  [
    byStage,
    'Deals by Stage: 5 groups. Most: New lead 9. Least: (blank) 1.',
    '按跟进阶段统计商机数：共 5 组。最高：新线索 9。最低：（空白） 1。',
  ],
  [figures, 'Deals 4,238, Win rate 63.2%.', '商机数 4,238,赢率 63.2%。'],
])('says in words what the chart shows', (result, en, zh) => {
  expect(describeResult(result, { language: 'en', zone: 'UTC' })).toBe(en);
  expect(describeResult(result, { language: 'zh', zone: 'UTC' })).toBe(zh);
});

it('does not take the rest for a group', () => {
  expect(describeResult({ ...byOwner, rows: byOwner.rows.slice(2) }, { language: 'en', zone: 'UTC' })).toBe(
    'Amount by Owner: 2 groups.',
  );
});
