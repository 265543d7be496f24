import { expect, it } from 'vitest';
import { byStage } from '../answers.test-data.ts';
import { funnel, funnelSteps } from './funnel.ts';

const context = { language: 'zh', zone: 'Asia/Shanghai', dark: false } as const;
const withoutLost = { leaveOut: ['流失客户'] };

it('draws the stages in the order of their choices, with what is no step named below', async () => {
  const option = funnel.option?.(byStage, withoutLost, context);
  await expect(`${JSON.stringify(option, null, 1)}\n`).toMatchFileSnapshot('./funnel.golden.json');
});

it('counts who came how far: whoever stands at a stage has passed all before it', () => {
  const { steps, leftOut } = funnelSteps(byStage, withoutLost, context);
  expect(steps.map((step) => [step.name, step.reached])).toEqual([
    ['新线索', 16],
    ['初步沟通', 7],
    ['方案报价', 7],
    ['成交客户', 3],
  ]);
  expect(steps.map((step) => step.conversion)).toEqual(['', '43.8%', '100.0%', '42.9%']);
  expect(leftOut).toBe('未计入：流失客户 2、（空白） 1');
});

it('shows only who stands where when asked', () => {
  const { steps } = funnelSteps(byStage, { ...withoutLost, counts: 'standing' }, context);
  expect(steps.map((step) => step.reached)).toEqual([9, 0, 4, 3]);
  // There is no share of an empty stage.
  expect(steps.map((step) => step.conversion)).toEqual(['', '0.0%', '', '75.0%']);
});

it('offers the stages of the answer as those to leave out', () => {
  expect(funnel.settingsFor?.(byStage, { ...context, language: 'en' })).toMatchObject({
    properties: {
      leaveOut: { items: { oneOf: expect.arrayContaining([{ const: '流失客户', title: 'Lost' }]) as unknown } },
    },
  });
});
