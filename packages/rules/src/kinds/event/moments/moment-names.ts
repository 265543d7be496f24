import type { Language } from '@tangram/schema';

/** How people call what a moment names by key. */
export interface MomentNames {
  readonly language: Language;
  /** A field of the rule's form, or of `form`. */
  field(key: string, form?: string): string;
  form(key: string): string;
}

/** Items as people list them: `A, B`, `A、B`. */
export function listed(items: readonly string[], { language }: Pick<MomentNames, 'language'>): string {
  return items.join(language === 'zh' ? '、' : ', ');
}

/** `5 days`, `3 hours`, `1 day 12 hours`; blank for no time at all. */
export function spanWords(days: number, hours: number, { language }: Pick<MomentNames, 'language'>): string {
  const say = (count: number, en: string, zh: string) =>
    count === 0 ? [] : [language === 'zh' ? `${count} ${zh}` : `${count} ${en}${count === 1 ? '' : 's'}`];
  return [...say(days, 'day', '天'), ...say(hours, 'hour', '小时')].join(' ');
}
