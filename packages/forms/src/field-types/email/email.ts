import type { FieldType } from '../../field-type.ts';
import { blank, halfWidth, lineOf, quoted, refuse } from '../../values/plain-text.ts';

/** RFC 5321 lets a path have 254 characters, RFC 5322 what stands before the @ 64. Quoted local parts nobody has. */
const address =
  /^[^\s@"(),:;<>[\\\]]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;
const longest = 254;

/** An e-mail address; its domain is stored in small letters. */
export const email: FieldType = {
  type: 'email',
  title: { en: 'E-mail', zh: '邮箱' },
  group: 'text',
  icon: 'MailOutlined',
  settings: { type: 'object', additionalProperties: false, properties: {} },
  valueType: () => 'text',
  column: () => ({ sqlType: 'text' }),
  jsonSchema: () => ({ type: 'string', maxLength: longest, pattern: String.raw`^[^\s@]+@[^\s@]+\.[^\s@]+$` }),
  normalize(raw, field, context) {
    const line = lineOf(raw);
    if (line === null) return blank;
    const value = line === undefined ? '' : withSmallDomain(halfWidth(line).replace(/^mailto:/i, ''));
    if (value.length > longest || !address.test(value) || value.includes('..')) {
      return refuse('FORM_VALUE_EMAIL', field, context, { value: quoted(line ?? raw) });
    }
    return { value };
  },
  canBeTitle: true,
  canBePublic: true,
  canBeUnique: true,
  sql: {
    toText: (column) => column,
    fromText(value) {
      const bare = `btrim(normalize(${value}, NFKC))`;
      return String.raw`case when char_length(${bare}) <= 254 and ${bare} ~ '^[^[:space:]@"(),:;<>\\]{1,64}@[^[:space:]@.]+([.][^[:space:]@.]+)+$' then split_part(${bare}, '@', 1) || '@' || lower(split_part(${bare}, '@', 2)) end`;
    },
  },
};

function withSmallDomain(text: string): string {
  const at = text.lastIndexOf('@');
  return at < 0 ? text : text.slice(0, at) + text.slice(at).toLowerCase();
}
