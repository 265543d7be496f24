import type { FieldType } from '../../field-type.ts';
import { blank, halfWidth, lineOf, quoted, refuse } from '../../values/plain-text.ts';

/** Mainland China: 11 digits, 13x to 19x. */
const mainland = /^1[3-9]\d{9}$/;
/** E.164: a country code and at most 15 digits in all; shorter than 8 is no mobile number anywhere. */
const international = /^\+[1-9]\d{7,14}$/;

/**
 * A mobile number. Stored in one form, so that it can be searched, called and compared: eleven digits for mainland China
 * (`13800138000`), E.164 for other countries (`+14155552671`).
 */
export const mobile: FieldType = {
  type: 'mobile',
  title: { en: 'Mobile number', zh: '手机号' },
  group: 'text',
  icon: 'MobileOutlined',
  settings: { type: 'object', additionalProperties: false, properties: {} },
  valueType: () => 'text',
  column: () => ({ sqlType: 'text' }),
  jsonSchema: () => ({ type: 'string', pattern: String.raw`^(1[3-9]\d{9}|\+[1-9]\d{7,14})$` }),
  normalize(raw, field, context) {
    const line = lineOf(raw);
    if (line === null) return blank;
    const value = line === undefined ? undefined : mobileNumber(line);
    return value === undefined
      ? refuse('FORM_VALUE_MOBILE', field, context, { value: quoted(line ?? raw) })
      : { value };
  },
  canBeTitle: true,
  canBePublic: true,
  canBeUnique: true,
  sql: {
    toText: (column) => column,
    fromText(value) {
      const bare = String.raw`regexp_replace(regexp_replace(normalize(${value}, NFKC), '[\s().·•-]', '', 'g'), '^(\+86|0086|86(?=1[3-9]\d{9}$))', '')`;
      return String.raw`case when ${bare} ~ '^(1[3-9]\d{9}|\+[1-9]\d{7,14})$' then ${bare} end`;
    },
  },
};

/** `+86 138-0013-8000` -> `13800138000`, `0044 7911 123456` -> `+447911123456`; undefined when it is none. */
function mobileNumber(text: string): string | undefined {
  const bare = halfWidth(text)
    .replaceAll(/[\s().·•\u2010-\u2015-]/g, '')
    .replace(/^00(?=[1-9])/, '+');
  const national = bare.replace(/^\+86/, '').replace(/^86(?=1[3-9]\d{9}$)/, '');
  if (mainland.test(national)) return national;
  return international.test(bare) && !bare.startsWith('+86') ? bare : undefined;
}
