import type { FieldDefinition } from '@tangram/schema';
import type { FieldType } from '../../field-type.ts';
import { quoteText } from '../../table/quote.ts';
import { lineOf, refuse } from '../../values/plain-text.ts';
import { settingsOf } from '../field-settings.ts';

interface AutoNumberSettings {
  prefix: string;
  digits: number;
  start: number;
}

/** Digits of the largest bigint. */
const countDigits = 19;

/**
 * A number that counts the records: `LD-0001`, `LD-0002`, ... Given by a sequence of the database, so two people never
 * get the same one; a number that was given to a record that did not save is not given again.
 */
export const autoNumber: FieldType = {
  type: 'auto-number',
  title: { en: 'Auto number', zh: '自动编号' },
  group: 'number',
  icon: 'UnorderedListOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      prefix: { type: 'string', maxLength: 20, title: { en: 'Begins with', zh: '前缀' } },
      digits: {
        type: 'integer',
        minimum: 1,
        maximum: 12,
        title: { en: 'Digits at least', zh: '最少位数' },
        default: 4,
      },
      start: {
        type: 'integer',
        minimum: 1,
        maximum: 1_000_000_000,
        title: { en: 'Starts at', zh: '起始数' },
        default: 1,
      },
    },
  },
  startSettings: () => ({ digits: 4 }),
  valueType: () => 'text',
  column: (field) => ({
    sqlType: 'text',
    index: true,
    counter: { start: settingsOf<AutoNumberSettings>(field).start ?? 1, format: (count) => numbered(count, field) },
  }),
  jsonSchema: () => ({ type: 'string', maxLength: 60 }),
  /** Takes the text of a record that is copied or imported; what is written goes through no form. */
  normalize(raw, field, context) {
    const line = lineOf(raw);
    return line === undefined || (line !== null && line.length > 60)
      ? refuse('FORM_VALUE_GENERATED', field, context)
      : { value: line };
  },
  isGenerated: true,
  canBeTitle: true,
  sql: {
    toText: (column) => column,
    fromText: (value) => `case when char_length(${value}) <= 60 then ${value} end`,
  },
};

/**
 * SQL of the number. `count` stands there once only (it may be `nextval`): all 19 digits are padded and the superfluous
 * zeros taken away again, since `lpad` alone would cut a count that outgrew its digits.
 */
function numbered(count: string, field: FieldDefinition): string {
  const { prefix = '', digits = 4 } = settingsOf<AutoNumberSettings>(field);
  const padded = `regexp_replace(lpad((${count})::text, ${countDigits}, '0'), '^0{0,${countDigits - digits}}', '')`;
  return prefix === '' ? padded : `${quoteText(prefix)} || ${padded}`;
}
