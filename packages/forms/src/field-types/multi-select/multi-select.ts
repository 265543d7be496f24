import type { FieldDefinition, JsonValue } from '@tangram/schema';
import type { FieldType } from '../../field-type.ts';
import {
  optionFromText,
  optionMeant,
  optionsOf,
  optionsSchema,
  repeatedOptions,
  startOptions,
} from '../../values/options.ts';
import { blank, isStorable, lineOf, quoted, refuse } from '../../values/plain-text.ts';
import { settingsOf } from '../field-settings.ts';

interface MultiSelectSettings {
  /** Any text may be added besides the options: tags. */
  isOpen: boolean;
  maxChoices: number;
}

const longestTag = 200;
const mostChoices = 200;
const separators = /[,，、;；|\n]/;

/** Several choices out of a list, or free tags. Each value once, in the order chosen. */
export const multiSelect: FieldType = {
  type: 'multi-select',
  title: { en: 'Multi-select, tags', zh: '多选/标签' },
  group: 'choice',
  icon: 'TagsOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      options: optionsSchema,
      isOpen: { type: 'boolean', title: { en: 'Other values may be added (tags)', zh: '允许添加其他值（标签）' } },
      maxChoices: {
        type: 'integer',
        minimum: 1,
        maximum: mostChoices,
        title: { en: 'At most (choices)', zh: '最多可选' },
      },
    },
  },
  startSettings: (language) => ({ options: startOptions[language] }),
  checkSettings: repeatedOptions,
  valueType: () => 'list',
  feelType: () => ({ type: 'list', of: { type: 'text' } }),
  column: () => ({ sqlType: 'text[]' }),
  jsonSchema(field) {
    const { isOpen, maxChoices = mostChoices } = settingsOf<MultiSelectSettings>(field);
    const items =
      isOpen === true ? { maxLength: longestTag } : { enum: optionsOf(field).map((option) => option.value) };
    return { type: 'array', items: { type: 'string', ...items }, uniqueItems: true, maxItems: maxChoices };
  },
  normalize(raw, field, context) {
    const { isOpen = false, maxChoices = mostChoices } = settingsOf<MultiSelectSettings>(field);
    const chosen = new Set<string>();
    for (const part of partsOf(raw, field)) {
      const line = lineOf(part);
      if (line === null) continue;
      const known = line === undefined ? undefined : optionMeant(line, field);
      const tag = isOpen && line !== undefined && line.length <= longestTag && isStorable(line) ? line : undefined;
      const value = known ?? tag;
      if (value === undefined) return refuse('FORM_VALUE_OPTION', field, context, { value: quoted(line ?? part) });
      chosen.add(value);
    }
    if (chosen.size > maxChoices) {
      return refuse('FORM_VALUE_CHOICES', field, context, { limit: maxChoices, count: chosen.size });
    }
    return chosen.size === 0 ? blank : { value: [...chosen] };
  },
  canBePublic: true,
  sql: {
    toText: (column) => `array_to_string(${column}, ', ')`,
    /** One value that is no option loses the whole list: half a list would look complete. */
    fromText(value, field) {
      const part = 'btrim(part.text)';
      const parts = `regexp_split_to_table(${value}, '[,，、;；|\n]') with ordinality as part (text, position)`;
      const known = optionFromText(part, field);
      const meant =
        settingsOf<MultiSelectSettings>(field).isOpen === true
          ? `coalesce(${known}, left(${part}, ${longestTag}))`
          : known;
      const list = `select case when bool_and(meant is not null) then array_agg(meant order by position) end from (select ${meant} as meant, position from ${parts} where ${part} <> '') as chosen`;
      return `(${list})`;
    },
  },
};

/** A list as it is; a text that means one option whole; else what stands between commas, Chinese ones too. */
function partsOf(raw: JsonValue, field: FieldDefinition): readonly JsonValue[] {
  if (Array.isArray(raw)) return raw;
  if (typeof raw === 'string') return optionMeant(raw.trim(), field) === undefined ? raw.split(separators) : [raw];
  return [raw];
}
