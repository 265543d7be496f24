import type { MomentType } from './moment-type.ts';

export const deleted: MomentType<{ readonly type: 'deleted' }> = {
  type: 'deleted',
  title: { en: 'A {form} is deleted', zh: '删除{form}时' },
  settings: { properties: {} },
  initial: () => ({ type: 'deleted' }),
  check: () => [],
  sentence: (_, { language }) => (language === 'zh' ? '删除时' : 'When deleted'),
  isRecordGone: true,
  compile: () => ({ kinds: new Set(['delete']), fields: null }),
};
