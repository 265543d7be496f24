import type { DuplicateComparison, Sentence } from '@tangram/schema';

/** How two values are compared, as people choose it, in the order in which it is offered. */
export const comparisonTitles: Readonly<Record<DuplicateComparison['how'], Sentence>> = {
  exact: { en: 'is exactly the same', zh: '完全相同' },
  text: { en: 'is the same (spaces, capitals, width aside)', zh: '相同（忽略空格、大小写、全半角）' },
  phone: { en: 'is the same number (digits only)', zh: '号码相同（只看数字）' },
  email: { en: 'is the same e-mail address', zh: '邮箱相同' },
  'email-domain': { en: 'has the same e-mail domain', zh: '邮箱域名相同（公共邮箱不算）' },
  company: { en: 'is the same company (Ltd. and marks aside)', zh: '公司相同（忽略“有限公司”、标点）' },
  similar: { en: 'is similar', zh: '相似' },
};
