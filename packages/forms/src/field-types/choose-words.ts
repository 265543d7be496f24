import type { Language } from '@tangram/schema';

/** What stands in a picker while nothing is chosen. */
export const chooseWords: Readonly<Record<Language, string>> = { en: 'Choose', zh: '请选择' };
