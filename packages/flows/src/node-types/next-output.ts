import type { NodeOutput } from '../node-type.ts';

/** The one way out of a step that only goes on; a flow may end there. */
export const nextOutput: readonly NodeOutput[] = [
  { key: 'next', title: { en: 'Next', zh: '下一步' }, isRequired: false },
];

/** A start that leads nowhere is a mistake. */
export const startOutput: readonly NodeOutput[] = [
  { key: 'next', title: { en: 'Next', zh: '下一步' }, isRequired: true },
];
