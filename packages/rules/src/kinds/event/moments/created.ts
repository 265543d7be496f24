import type { MomentType } from './moment-type.ts';

export const created: MomentType<{ readonly type: 'created' }> = {
  type: 'created',
  title: { en: 'A {form} is created', zh: '新增{form}时' },
  settings: { properties: {} },
  initial: () => ({ type: 'created' }),
  check: () => [],
  sentence: (_, { language }) => (language === 'zh' ? '新增时' : 'When created'),
  compile: () => ({ kinds: new Set(['create']), fields: null }),
};
