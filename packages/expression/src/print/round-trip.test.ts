import { expect, test } from 'vitest';
import { randomExpression } from '../differential/random-expression.ts';
import { scope } from '../differential/random-rows.ts';
import { RandomSource } from '../differential/random-source.ts';
import { readExpression } from '../read-expression.ts';
import { type Face, printExpression } from './print-expression.ts';

/** Labels that hold words of sentences, signs and spaces. */
const titles: { readonly [path: string]: string } = {
  amount: '合同金额（万元）',
  score: '大于标准的分数',
  rate: 'Rate of return',
  name: '名称',
  stage: '是否成交或流失',
  is_open: '是否有效',
  is_won: '已赢',
  due: '到期日',
  created_at: '创建时间',
  effort: '今天的工时',
  tags: '标签 列表',
  owner: '负责人',
};
const labels = Object.entries(titles).map(([path, label]) => ({ label, path }));
const kinds = [
  'boolean',
  'boolean',
  'number',
  'text',
  'date',
  'date-time',
  'time',
  'days-duration',
  'months-duration',
] as const;

const faces: readonly (readonly [face: Face, titleOf: (path: string) => string | undefined])[] = [
  ['feel', () => undefined],
  ['spreadsheet', () => undefined],
  ['spreadsheet', (path) => titles[path]],
  ['sentence', () => undefined],
  ['sentence', (path) => titles[path]],
];

test.each(faces)('what is printed as %s reads as the same expression', (face, titleOf) => {
  const random = new RandomSource(20261127);
  for (let turn = 0; turn < 400; turn++) {
    const written = randomExpression(random, random.pick(kinds), 1 + random.below(4));
    const { expression } = readExpression(written, scope);
    if (expression === null) throw new Error(written);
    const printed = printExpression(expression, face, { language: 'zh', titleOf });
    const again = readExpression(printed, scope, { labels });
    expect(again.expression?.text, `${printed}\n${JSON.stringify(again.problems)}`).toBe(expression.text);
  }
});
