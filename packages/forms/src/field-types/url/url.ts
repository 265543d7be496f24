import type { FieldType } from '../../field-type.ts';
import { blank, halfWidth, isStorable, lineOf, quoted, refuse } from '../../values/plain-text.ts';

const longest = 2000;
/** Only http and https: a link is clicked, and `javascript:` would run. */
const webAddress =
  /^https?:\/\/(?:[^\s/?#@:]+(?::[^\s/?#@]*)?@)?(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?::\d{1,5})?(?:[/?#]\S*)?$/iu;

/** A web address. Without a scheme, `https://` is put before it. */
export const url: FieldType = {
  type: 'url',
  title: { en: 'Web address', zh: '网址' },
  group: 'text',
  icon: 'GlobalOutlined',
  settings: { type: 'object', additionalProperties: false, properties: {} },
  valueType: () => 'text',
  column: () => ({ sqlType: 'text' }),
  jsonSchema: () => ({ type: 'string', maxLength: longest, pattern: '^[Hh][Tt][Tt][Pp][Ss]?://' }),
  normalize(raw, field, context) {
    const line = lineOf(raw);
    if (line === null) return blank;
    const value = line === undefined ? '' : withScheme(line);
    if (value.length > longest || !isStorable(value) || !webAddress.test(value)) {
      return refuse('FORM_VALUE_URL', field, context, { value: quoted(line ?? raw) });
    }
    return { value };
  },
  canBePublic: true,
  sql: {
    toText: (column) => column,
    fromText(value) {
      const bare = `btrim(${value})`;
      return String.raw`case when ${bare} ~* '^https?://[^[:space:]/]+' and ${bare} !~ '[[:space:]]' and char_length(${bare}) <= 2000 then ${bare} when ${bare} ~ '^[[:alnum:]-]+([.][[:alnum:]-]+)+([/?#][^[:space:]]*)?$' then 'https://' || ${bare} end`;
    },
  },
};

/** A name with a point in it is an address; a single word is not one, unless it says so itself. */
function withScheme(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]+\.[^/:]+:\d+(?:\/|$)/.test(text)) return text;
  const domain = halfWidth(text);
  return /^[^\s/]+\.[^\s/]+/.test(domain) ? `https://${domain}` : text;
}
