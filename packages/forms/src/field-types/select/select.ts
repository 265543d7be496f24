import type { FieldType } from '../../field-type.ts';
import {
  optionFromText,
  optionMeant,
  optionsOf,
  optionsSchema,
  repeatedOptions,
  startOptions,
} from '../../values/options.ts';
import { blank, lineOf, quoted, refuse } from '../../values/plain-text.ts';

/** One choice out of a list. What is stored is the option's value, not its title. */
export const select: FieldType = {
  type: 'select',
  title: { en: 'Select', zh: '下拉单选' },
  group: 'choice',
  icon: 'DownCircleOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    required: ['options'],
    properties: { options: { ...optionsSchema, minItems: 1 } },
  },
  startSettings: (language) => ({ options: startOptions[language] }),
  checkSettings: repeatedOptions,
  valueType: () => 'text',
  column: () => ({ sqlType: 'text', index: true }),
  jsonSchema: (field) => ({ type: 'string', enum: optionsOf(field).map((option) => option.value) }),
  normalize(raw, field, context) {
    const line = lineOf(raw);
    if (line === null) return blank;
    const value = line === undefined ? undefined : optionMeant(line, field);
    return value === undefined
      ? refuse('FORM_VALUE_OPTION', field, context, { value: quoted(line ?? raw) })
      : { value };
  },
  canBePublic: true,
  sql: { toText: (column) => column, fromText: optionFromText },
};
