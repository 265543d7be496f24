import type { FieldType } from '../../field-type.ts';
import { blank, codePoints, isStorable, paragraphsOf, refuse } from '../../values/plain-text.ts';
import { settingsOf } from '../field-settings.ts';

/** Characters; a letter of a hundred pages. */
const longest = 100_000;

interface TextareaSettings {
  maxLength: number;
  rows: number;
}

/** Several lines of plain text. */
export const textarea: FieldType = {
  type: 'textarea',
  title: { en: 'Multi-line text', zh: '多行文本' },
  group: 'text',
  icon: 'FileTextOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      maxLength: {
        type: 'integer',
        minimum: 1,
        maximum: longest,
        title: { en: 'At most (characters)', zh: '最多字数' },
      },
      rows: { type: 'integer', minimum: 2, maximum: 20, title: { en: 'Height (lines)', zh: '高度（行）' } },
    },
  },
  valueType: () => 'text',
  column: () => ({ sqlType: 'text' }),
  jsonSchema: (field) => ({ type: 'string', maxLength: settingsOf<TextareaSettings>(field).maxLength ?? longest }),
  normalize(raw, field, context) {
    if (typeof raw === 'string' && !isStorable(raw)) return refuse('FORM_VALUE_CHARACTER', field, context);
    const lines = paragraphsOf(raw);
    if (lines === undefined) return refuse('FORM_VALUE_TEXT', field, context);
    if (lines === null) return blank;
    const { maxLength = longest } = settingsOf<TextareaSettings>(field);
    if (lines.length > maxLength) {
      const length = codePoints(lines);
      if (length > maxLength) return refuse('FORM_VALUE_LONG', field, context, { limit: maxLength, length });
    }
    return { value: lines };
  },
  canBePublic: true,
  sql: {
    toText: (column) => column,
    fromText(value, field) {
      const { maxLength } = settingsOf<TextareaSettings>(field);
      return maxLength === undefined ? value : `case when char_length(${value}) <= ${maxLength} then ${value} end`;
    },
  },
};
