import { type LocalText, textIn } from '@tangram/schema';

/** What was done beyond a record, for its trace, in both languages. */
export function doneWords(en: (title: string) => string, zh: (title: string) => string, title: LocalText): LocalText {
  return { en: en(textIn(title, 'en')), zh: zh(textIn(title, 'zh')) };
}
