const text = { type: 'string', maxLength: 10_000 };

/** The text of a message, of several lines, with FEEL in braces; in one or several languages. */
export const longTextSetting = {
  anyOf: [text, { type: 'object', minProperties: 1, properties: { en: text, zh: text }, additionalProperties: text }],
  title: { en: 'Text', zh: '正文' },
  widget: 'long-local-text',
};
