import type { JsonObject } from '@tangram/schema';
import type { ActionType } from '../action-type.ts';

/** No further rules for the record in this write; scorecards, which only compute, go on. */
export const stop: ActionType<JsonObject> = {
  type: 'stop',
  title: { en: 'Run no further rules', zh: '不再执行其他规则' },
  description: {
    en: 'Rules after this one leave the record alone in this write.',
    zh: '本次保存中，后面的规则不再处理该记录。',
  },
  icon: 'StopOutlined',
  stage: 'record',
  settings: { type: 'object', additionalProperties: false, properties: {} },
  initial: () => ({}),
  check: () => [],
  sentence: (_, { language }) => (language === 'zh' ? '不再执行其他规则' : 'Run no further rules'),
  writes: () => [],
  compile: () => ({
    reads: [],
    constants: null,
    async run(targets) {
      for (const target of targets) target.stop();
    },
  }),
};
