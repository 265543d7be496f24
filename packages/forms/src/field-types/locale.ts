import type { Language } from '@tangram/schema';

/** Day before month, as everywhere outside the United States. */
export const localeOf: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' };
