import type { FieldDefinition } from '@tangram/schema';
import type { FieldType } from '../../field-type.ts';
import {
  type DecimalLimits,
  decimalColumn,
  decimalConversion,
  decimalSchema,
  normalizeDecimal,
} from '../../values/decimal-field.ts';
import { crossedLimits } from '../../values/limits.ts';
import { settingsOf } from '../field-settings.ts';

interface MoneySettings {
  currency: string;
  digits: number;
  minimum: number;
  maximum: number;
}

/** Marks of currencies around an amount, as sheets print them: `¥1,200.00`, `US$ 5`, `CNY 5`, `300元`. */
const currencyMarks =
  /^(?:RMB|CNY|USD|EUR|GBP|HKD|JPY|TWD|US\$|HK\$|NT\$|[¥￥$€£])\s*|\s*(?:RMB|CNY|USD|EUR|GBP|HKD|JPY|TWD|[¥￥$€£]|元|人民币)$/gi;

/** An amount in one currency, exact. */
export const money: FieldType = {
  type: 'money',
  title: { en: 'Money', zh: '金额' },
  group: 'number',
  icon: 'DollarOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      currency: { type: 'string', pattern: '^[A-Z]{3}$', title: { en: 'Currency', zh: '币种' }, default: 'CNY' },
      digits: {
        type: 'integer',
        minimum: 0,
        maximum: 6,
        title: { en: 'Digits after the point', zh: '小数位数' },
        default: 2,
      },
      minimum: { type: 'number', title: { en: 'Smallest', zh: '最小值' } },
      maximum: { type: 'number', title: { en: 'Largest', zh: '最大值' } },
    },
  },
  startSettings: () => ({ currency: 'CNY', digits: 2 }),
  checkSettings: (field) => crossedLimits(field, 'minimum', 'maximum'),
  valueType: () => 'number',
  column: () => decimalColumn,
  jsonSchema: (field) => decimalSchema(limitsOf(field)),
  normalize(raw, field, context) {
    const amount = typeof raw === 'string' ? raw.normalize('NFC').trim().replaceAll(currencyMarks, '') : raw;
    return normalizeDecimal(amount === '' && raw !== '' ? raw : amount, field, context, limitsOf(field));
  },
  canBePublic: true,
  sql: decimalConversion,
};

function limitsOf(field: FieldDefinition): DecimalLimits {
  const { digits = 2, minimum, maximum } = settingsOf<MoneySettings>(field);
  return {
    digits,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}
