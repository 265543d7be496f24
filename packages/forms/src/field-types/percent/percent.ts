import type { FieldDefinition } from '@tangram/schema';
import type { FieldType } from '../../field-type.ts';
import {
  decimalColumn,
  decimalConversion,
  decimalSchema,
  type DecimalLimits,
  normalizeDecimal,
} from '../../values/decimal-field.ts';
import { readDecimal, shiftDecimal } from '../../values/decimal-text.ts';
import { crossedLimits } from '../../values/limits.ts';
import { settingsOf } from '../field-settings.ts';

interface PercentSettings {
  digits: number;
  minimum: number;
  maximum: number;
}

/**
 * A share. What is stored is the fraction, `0.125` for 12.5 %, as sheets do, so that amounts can be multiplied by it.
 * A text with a percent sign is divided by a hundred; a number without one is the fraction itself.
 */
export const percent: FieldType = {
  type: 'percent',
  title: { en: 'Percent', zh: '百分比' },
  group: 'number',
  icon: 'PercentageOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      digits: {
        type: 'integer',
        minimum: 0,
        maximum: 6,
        title: { en: 'Digits after the point', zh: '小数位数' },
        default: 2,
      },
      minimum: { type: 'number', title: { en: 'Smallest (0.1 is 10 %)', zh: '最小值（0.1 即 10%）' } },
      maximum: { type: 'number', title: { en: 'Largest (1 is 100 %)', zh: '最大值（1 即 100%）' } },
    },
  },
  startSettings: () => ({ digits: 2 }),
  checkSettings: (field) => crossedLimits(field, 'minimum', 'maximum'),
  valueType: () => 'number',
  column: () => decimalColumn,
  jsonSchema: (field) => decimalSchema(limitsOf(field)),
  normalize(raw, field, context) {
    const share = typeof raw === 'string' ? fractionOf(raw) : raw;
    return normalizeDecimal(share, field, context, limitsOf(field));
  },
  canBePublic: true,
  sql: {
    toText: decimalConversion.toText,
    fromText(value, field, context) {
      const plain = decimalConversion.fromText(value, field, context);
      const share = decimalConversion.fromText(`regexp_replace(${value}, '[%％[:space:]]+$', '')`, field, context);
      return `case when ${value} ~ '[%％]' then trim_scale(${share} / 100) else ${plain} end`;
    },
  },
};

function fractionOf(text: string): string {
  const match = /^(.*?)\s*[%％]$/.exec(text.trim());
  if (match === null) return text;
  const reading = readDecimal(match[1] as string);
  return 'decimal' in reading ? shiftDecimal(reading.decimal, -2) : text;
}

/** Digits are those of the percentage; the fraction has two more. */
function limitsOf(field: FieldDefinition): DecimalLimits {
  const { digits, minimum, maximum } = settingsOf<PercentSettings>(field);
  return {
    ...(digits === undefined ? {} : { digits: digits + 2 }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}
