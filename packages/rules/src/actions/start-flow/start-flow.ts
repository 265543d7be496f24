import type { JsonObject } from '@tangram/schema';
import type { ActionType } from '../action-type.ts';

interface StartFlow extends JsonObject {
  readonly flow: string;
}

/** Starts a flow on the record; the condition at its start is not asked. */
export const startFlow: ActionType<StartFlow> = {
  type: 'start-flow',
  title: { en: 'Start a flow', zh: '启动流程' },
  description: { en: 'Start a flow of this form on the record.', zh: '对本记录启动一个流程。' },
  icon: 'PlayCircleOutlined',
  stage: 'outside',
  settings: {
    type: 'object',
    required: ['flow'],
    additionalProperties: false,
    properties: {
      flow: { type: 'string', format: 'tangram-key', title: { en: 'Flow', zh: '流程' }, widget: 'flow' },
    },
  },
  initial: () => ({ flow: '' }),
  check: () => [],
  sentence: ({ flow }, names) =>
    names.language === 'zh' ? `启动流程${names.flow(flow)}` : `Start the flow ${names.flow(flow)}`,
  writes: () => [],
  compile: ({ flow }) => ({
    reads: [],
    constants: null,
    async run(targets, { beyond }) {
      const problem = await beyond.startFlow(
        flow,
        targets.map(({ id }) => id),
      );
      for (const target of targets) {
        if (problem === null) target.note({ en: `Started the flow ${flow}`, zh: `启动了流程 ${flow}` });
        else target.report(problem);
      }
    },
  }),
};
