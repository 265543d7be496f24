/** The languages the product itself speaks. User data may be labelled in others too. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** A text in any number of languages (`{ "en": "Lead", "zh": "线索" }`), or one text for all of them. */
export type LocalText = string | { readonly [language: string]: string };

/** The text for `language`; else English, else any; never empty when any text is there. */
export function textIn(text: LocalText | undefined, language: string): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  // A language that was left blank is one that the text is not there in.
  return text[language] || text['en'] || Object.values(text).find((one) => one !== '') || '';
}

/** The JSON Schema of a `LocalText`. */
export const localTextSchema = {
  anyOf: [
    { type: 'string', maxLength: 500 },
    {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'string', maxLength: 500 },
      propertyNames: { pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' },
    },
  ],
} as const;
