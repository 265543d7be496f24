import type { FieldType } from '../../field-type.ts';
import { decimalColumn, decimalConversion, decimalSchema, normalizeDecimal } from '../../values/decimal-field.ts';
import { crossedLimits } from '../../values/limits.ts';
import { settingsOf } from '../field-settings.ts';

interface NumberSettings {
  digits: number;
  minimum: number;
  maximum: number;
  unit: string;
}

/** A number, kept exactly as it is written: `numeric`, never a binary fraction. */
export const number: FieldType = {
  type: 'number',
  title: { en: 'Number', zh: '数字' },
  group: 'number',
  icon: 'NumberOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      digits: { type: 'integer', minimum: 0, maximum: 12, title: { en: 'Digits after the point', zh: '小数位数' } },
      minimum: { type: 'number', title: { en: 'Smallest', zh: '最小值' } },
      maximum: { type: 'number', title: { en: 'Largest', zh: '最大值' } },
      unit: { type: 'string', maxLength: 20, title: { en: 'Unit', zh: '单位' } },
    },
  },
  valueType: () => 'number',
  column: () => decimalColumn,
  jsonSchema: (field) => decimalSchema(settingsOf<NumberSettings>(field)),
  normalize: (raw, field, context) => normalizeDecimal(raw, field, context, settingsOf<NumberSettings>(field)),
  checkSettings: (field) => crossedLimits(field, 'minimum', 'maximum'),
  canBePublic: true,
  canBeUnique: true,
  sql: decimalConversion,
};
