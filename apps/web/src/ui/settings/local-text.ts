import type { LocalText } from '@tangram/schema';

/**
 * `text` with one language set, or taken out when `words` is empty. A text for all languages stays one while only the
 * language spoken (`spoken`) is typed; naming another language splits it: the old text becomes `spoken`'s.
 * Undefined when nothing is left.
 */
export function withLanguage(
  text: LocalText | undefined,
  language: string,
  words: string,
  spoken: string = language,
): LocalText | undefined {
  if ((text === undefined || typeof text === 'string') && language === spoken) return words === '' ? undefined : words;
  const known = typeof text === 'object' ? text : text === undefined || text === '' ? {} : { [spoken]: text };
  const { [language]: _, ...others } = known;
  const next = words === '' ? others : { ...known, [language]: words };
  return Object.keys(next).length === 0 ? undefined : next;
}
