import type { DefinitionKind, Sentence } from '@tangram/schema';

/** What people call each kind of definition, inside a sentence. */
export const kindWords = {
  app: { en: 'application', zh: '应用' },
  form: { en: 'form', zh: '表单' },
  role: { en: 'role', zh: '角色' },
  rule: { en: 'rule', zh: '规则' },
  flow: { en: 'flow', zh: '流程' },
  report: { en: 'report', zh: '报表' },
  dashboard: { en: 'dashboard', zh: '仪表盘' },
} as const satisfies Readonly<Record<DefinitionKind, Sentence>>;
