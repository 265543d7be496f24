import type { FieldType } from '../../field-type.ts';
import { blank, codePoints, isStorable, lineOf, refuse } from '../../values/plain-text.ts';
import { settingsOf } from '../field-settings.ts';

/** 500 characters are at most 2,000 bytes, so that an index entry (2,704 bytes) always holds them. */
const longest = 500;

interface TextSettings {
  minLength: number;
  maxLength: number;
}

/** One line of text. */
export const text: FieldType = {
  type: 'text',
  title: { en: 'Single-line text', zh: '单行文本' },
  group: 'text',
  icon: 'FontSizeOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      minLength: {
        type: 'integer',
        minimum: 0,
        maximum: longest,
        title: { en: 'At least (characters)', zh: '最少字数' },
      },
      maxLength: {
        type: 'integer',
        minimum: 1,
        maximum: longest,
        title: { en: 'At most (characters)', zh: '最多字数' },
      },
    },
  },
  valueType: () => 'text',
  column: () => ({ sqlType: 'text' }),
  jsonSchema(field) {
    const { minLength, maxLength = longest } = settingsOf<TextSettings>(field);
    return { type: 'string', ...(minLength === undefined ? {} : { minLength }), maxLength };
  },
  normalize(raw, field, context) {
    if (typeof raw === 'string' && !isStorable(raw)) return refuse('FORM_VALUE_CHARACTER', field, context);
    const line = lineOf(raw);
    if (line === undefined) return refuse('FORM_VALUE_TEXT', field, context);
    if (line === null) return blank;
    const { minLength = 0, maxLength = longest } = settingsOf<TextSettings>(field);
    if (line.length > maxLength || minLength > 0) {
      const length = codePoints(line);
      if (length > maxLength) return refuse('FORM_VALUE_LONG', field, context, { limit: maxLength, length });
      if (length < minLength) return refuse('FORM_VALUE_SHORT', field, context, { limit: minLength, length });
    }
    return { value: line };
  },
  canBeTitle: true,
  canBePublic: true,
  canBeUnique: true,
  sql: {
    toText: (column) => column,
    fromText(value, field) {
      const { maxLength = longest } = settingsOf<TextSettings>(field);
      const line = String.raw`nullif(btrim(regexp_replace(${value}, '[\n\r\t]+', ' ', 'g')), '')`;
      return `case when char_length(${line}) <= ${maxLength} then ${line} end`;
    },
  },
};
