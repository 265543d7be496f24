import { booleanType } from '@tangram/expression';
import { nodeType } from '../../node-type.ts';
import { startOutput } from '../next-output.ts';

interface RecordCreated {
  /** FEEL over the new record; every record when missing. */
  readonly condition?: string;
}

/** Starts a run in the transaction that creates the record, through whatever door it came. */
export const recordCreated = nodeType<RecordCreated>({
  type: 'record-created',
  title: { en: 'When a record is created', zh: '新增记录时' },
  description: {
    en: 'Starts the flow for each new record that meets the condition.',
    zh: '每新增一条符合条件的记录，启动一次流程。',
  },
  group: 'trigger',
  icon: 'PlusCircleOutlined',
  guarantee: 'once',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: { condition: { type: 'string', title: { en: 'Only if', zh: '仅当' }, widget: 'condition' } },
  },
  initial: () => ({}),
  outputs: () => startOutput,
  expressions: ({ condition }) =>
    condition === undefined ? [] : [{ path: '/condition', text: condition, expects: booleanType }],
  sentence({ condition }, words) {
    if (words.language === 'zh')
      return condition === undefined ? '每新增一条记录' : `新增记录，且${words.expression('/condition')}`;
    return condition === undefined ? 'For every new record' : `For a new record, if ${words.expression('/condition')}`;
  },
  trigger: {
    on: 'created',
    matches: ({ condition }, _change, isTrue) => condition === undefined || isTrue('/condition'),
  },
});
