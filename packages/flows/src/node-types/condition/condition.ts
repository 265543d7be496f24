import { booleanType } from '@tangram/expression';
import { nodeType } from '../../node-type.ts';

interface Condition {
  /** FEEL over the record as it stands when the step is reached, `previous`, `user` and `steps`. */
  readonly condition: string;
}

/** Chooses one of two ways. What is neither true nor false (a blank, say) goes the way of "no". */
export const condition = nodeType<Condition>({
  type: 'condition',
  title: { en: 'Condition', zh: '条件判断' },
  description: { en: 'Goes one way if it holds, the other way if not.', zh: '成立走“是”，不成立走“否”。' },
  group: 'logic',
  icon: 'BranchesOutlined',
  guarantee: 'once',
  settings: {
    type: 'object',
    required: ['condition'],
    additionalProperties: false,
    properties: {
      condition: {
        type: 'string',
        minLength: 1,
        title: { en: 'Does this hold?', zh: '判断条件' },
        widget: 'condition',
      },
    },
  },
  initial: () => ({ condition: '' }),
  outputs: () => [
    { key: 'yes', title: { en: 'Yes', zh: '是' }, isRequired: false },
    { key: 'no', title: { en: 'No', zh: '否' }, isRequired: false },
  ],
  expressions: (settings) => [{ path: '/condition', text: settings.condition, expects: booleanType }],
  sentence({ condition: text }, words) {
    if (text === '') return words.language === 'zh' ? '尚未设置条件' : 'No condition yet';
    return `${words.expression('/condition')}${words.language === 'zh' ? '？' : '?'}`;
  },
  enter: (step) => ({ go: step.evaluate('/condition') === true ? 'yes' : 'no', why: step.why('/condition') }),
});
