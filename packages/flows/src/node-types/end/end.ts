import { nodeType } from '../../node-type.ts';

interface End {
  /** `run` ends everything, also what other branches still wait for; `branch` ends only what came here. */
  readonly ends: 'run' | 'branch';
}

export const end = nodeType<End>({
  type: 'end',
  title: { en: 'End', zh: '结束' },
  description: { en: 'Ends the flow.', zh: '结束流程。' },
  group: 'logic',
  icon: 'StopOutlined',
  guarantee: 'once',
  settings: {
    type: 'object',
    required: ['ends'],
    additionalProperties: false,
    properties: {
      ends: {
        enum: ['run', 'branch'],
        title: { en: 'Ends', zh: '结束范围' },
        'x-titles': {
          run: { en: 'the whole flow', zh: '整个流程' },
          branch: { en: 'this branch only', zh: '仅此分支' },
        },
      },
    },
  },
  initial: () => ({ ends: 'run' }),
  outputs: () => [],
  sentence({ ends }, words) {
    if (words.language === 'zh') return ends === 'run' ? '流程结束' : '此分支结束';
    return ends === 'run' ? 'The flow ends' : 'This branch ends';
  },
  enter: (step) => ({ end: step.settings.ends }),
});
