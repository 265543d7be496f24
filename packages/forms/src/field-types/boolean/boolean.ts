import type { FieldType } from '../../field-type.ts';
import { blank, halfWidth, quoted, refuse } from '../../values/plain-text.ts';

const yes = new Set(['true', 'yes', 'y', 't', '1', 'on', '是', '对', '真', '有', '√', '✓', '✔', '☑']);
const no = new Set(['false', 'no', 'n', 'f', '0', 'off', '否', '不是', '错', '假', '无', '没有', '×', '✗', '✘', '☐']);

/** Yes or no; blank is neither. */
export const boolean: FieldType = {
  type: 'boolean',
  title: { en: 'Yes / no', zh: '是/否' },
  group: 'choice',
  icon: 'CheckSquareOutlined',
  settings: { type: 'object', additionalProperties: false, properties: {} },
  valueType: () => 'boolean',
  column: () => ({ sqlType: 'boolean' }),
  jsonSchema: () => ({ type: 'boolean' }),
  normalize(raw, field, context) {
    if (raw === null || typeof raw === 'boolean') return { value: raw };
    const word = typeof raw === 'string' || typeof raw === 'number' ? halfWidth(String(raw)).toLowerCase() : undefined;
    if (word === '') return blank;
    if (word !== undefined && yes.has(word)) return { value: true };
    if (word !== undefined && no.has(word)) return { value: false };
    return refuse('FORM_VALUE_BOOLEAN', field, context, { value: quoted(raw) });
  },
  canBePublic: true,
  sql: {
    toText: (column) => `case ${column} when true then 'true' when false then 'false' end`,
    fromText(value) {
      const word = `lower(btrim(normalize(${value}, NFKC)))`;
      return `case when ${word} in (${listed(yes)}) then true when ${word} in (${listed(no)}) then false end`;
    },
  },
};

function listed(words: ReadonlySet<string>): string {
  return [...words].map((word) => `'${word}'`).join(', ');
}
