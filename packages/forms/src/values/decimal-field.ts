import type { FieldDefinition, JsonSchema, JsonValue } from '@tangram/schema';
import type { ColumnConversion, ColumnPlan, NormalizeContext, Normalized } from '../field-type.ts';
import { compareDecimals, decimalPlaces, decimalToJson, maxDigits, readDecimal } from './decimal-text.ts';
import { blank, quoted, refuse } from './plain-text.ts';

/** What number, money and percent have in common: an exact decimal within limits. */
export interface DecimalLimits {
  /** At most so many digits after the point; any number of them when missing. */
  readonly digits?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** `numeric` holds NaN, which is above every number and equal to itself: it would spoil every sum. */
export const decimalColumn: ColumnPlan = {
  sqlType: 'numeric',
  check: (column) => `${column} <> 'NaN' and ${column} > '-Infinity' and ${column} < 'Infinity'`,
};

export function decimalSchema(limits: DecimalLimits): JsonSchema {
  return {
    type: ['number', 'string'],
    pattern: String.raw`^-?\d{1,34}(\.\d{1,34})?$`,
    ...(limits.minimum === undefined ? {} : { minimum: limits.minimum }),
    ...(limits.maximum === undefined ? {} : { maximum: limits.maximum }),
  };
}

/** Digits beyond `digits` are refused, never rounded away: nobody's amount changes silently. */
export function normalizeDecimal(
  raw: JsonValue,
  field: FieldDefinition,
  context: NormalizeContext,
  limits: DecimalLimits,
): Normalized {
  if (raw === null || (typeof raw === 'string' && raw.trim() === '')) return blank;
  if (typeof raw !== 'number' && typeof raw !== 'string') {
    return refuse('FORM_VALUE_NUMBER', field, context, { value: quoted(raw) });
  }
  const reading = readDecimal(raw);
  if ('failure' in reading) {
    return reading.failure === 'too-many-digits'
      ? refuse('FORM_VALUE_DIGITS', field, context, { limit: maxDigits })
      : refuse('FORM_VALUE_NUMBER', field, context, { value: quoted(raw) });
  }
  return withinLimits(reading.decimal, field, context, limits);
}

/** A canonical decimal as the value to store, or why it may not be. */
export function withinLimits(
  decimal: string,
  field: FieldDefinition,
  context: NormalizeContext,
  limits: DecimalLimits,
): Normalized {
  const { digits, minimum, maximum } = limits;
  if (digits !== undefined && decimalPlaces(decimal) > digits) {
    return refuse('FORM_VALUE_PRECISION', field, context, { limit: digits, value: decimal });
  }
  if (minimum !== undefined && compareDecimals(decimal, String(minimum)) < 0) {
    return refuse('FORM_VALUE_MINIMUM', field, context, { limit: minimum, value: decimal });
  }
  if (maximum !== undefined && compareDecimals(decimal, String(maximum)) > 0) {
    return refuse('FORM_VALUE_MAXIMUM', field, context, { limit: maximum, value: decimal });
  }
  return { value: decimalToJson(decimal) };
}

/** Thousands separators, spaces and currency signs go; what is then no plain decimal does not convert. */
export const decimalConversion: ColumnConversion = {
  toText: (column) => `trim_scale(${column})::text`,
  // Cleaned once, and by `translate`: a regular expression would work through every value at each of its uses.
  fromText: (value) =>
    `(select case when digits ~ '^[+-]?([0-9]{1,34}([.][0-9]{0,34})?|[.][0-9]{1,34})$' then digits::numeric end ` +
    `from (select translate(${value}, E', ，\\t\\n¥￥$€£元', '') as digits) as cleaned)`,
};
