import { nodeType } from '../../node-type.ts';
import { nextOutput } from '../next-output.ts';

/** Waits until every branch that can still come here has come, and goes on once. */
export const join = nodeType({
  type: 'join',
  title: { en: 'Wait for all branches', zh: '等待所有分支' },
  description: { en: 'Goes on once, when no further branch can come.', zh: '所有可能到达的分支都到达后，继续一次。' },
  group: 'logic',
  icon: 'MergeCellsOutlined',
  guarantee: 'once',
  settings: { type: 'object', additionalProperties: false, properties: {} },
  initial: () => ({}),
  outputs: () => nextOutput,
  sentence: (_settings, words) => (words.language === 'zh' ? '等待所有分支到达' : 'Wait for all branches'),
  gathers: true,
});
