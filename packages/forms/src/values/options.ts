import {
  type FieldDefinition,
  type JsonSchema,
  type JsonValue,
  type Language,
  type LocalText,
  type Problem,
  localTextSchema,
  pointer,
} from '@tangram/schema';
import { formProblem } from '../errors.ts';
import { quoteText } from '../table/quote.ts';
import { halfWidth } from './plain-text.ts';

/** One choice of a select. `value` is stored and used in expressions; it may be any text, `官网`. */
export interface Option {
  readonly value: string;
  readonly title?: LocalText;
  /** A colour name of the theme (`blue`, `green`, ...). */
  readonly color?: string;
}

export const optionColors = ['default', 'blue', 'cyan', 'green', 'gold', 'orange', 'red', 'magenta', 'purple'] as const;

export const optionsSchema = {
  type: 'array',
  title: { en: 'Options', zh: '选项' },
  maxItems: 1000,
  items: {
    type: 'object',
    required: ['value'],
    additionalProperties: false,
    properties: {
      value: { type: 'string', minLength: 1, maxLength: 200, title: { en: 'Value', zh: '值' } },
      title: { ...localTextSchema, title: { en: 'Label', zh: '名称' } },
      color: { enum: optionColors, title: { en: 'Colour', zh: '颜色' } },
    },
  },
} as const satisfies JsonSchema;

/** Two options to begin with; the stored value is the label, as people expect to read it in rules and sheets. */
export const startOptions: Readonly<Record<Language, JsonValue>> = {
  en: [
    { value: 'Option 1', title: 'Option 1' },
    { value: 'Option 2', title: 'Option 2' },
  ],
  zh: [
    { value: '选项一', title: '选项一' },
    { value: '选项二', title: '选项二' },
  ],
};

export function optionsOf(field: FieldDefinition): readonly Option[] {
  return (field.settings?.['options'] as readonly Option[] | undefined) ?? [];
}

const readings = new WeakMap<FieldDefinition, ReadonlyMap<string, string>>();

/** The stored value that `text` means: an option's value, or its title in any language; width and case do not matter. */
export function optionMeant(text: string, field: FieldDefinition): string | undefined {
  let reading = readings.get(field);
  if (reading === undefined) {
    reading = optionReadings(optionsOf(field));
    readings.set(field, reading);
  }
  return reading.get(text) ?? reading.get(folded(text));
}

/** Two options of one value could not be told apart in a record. */
export function repeatedOptions(field: FieldDefinition): Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  optionsOf(field).forEach((option, index) => {
    if (seen.has(option.value)) {
      problems.push(formProblem('FORM_OPTION_REPEATED', pointer('options', index, 'value'), { value: option.value }));
    }
    seen.add(option.value);
  });
  return problems;
}

/** SQL: the option value that a text means, null when it means none. */
export function optionFromText(text: string, field: FieldDefinition): string {
  const readings = [...optionReadings(optionsOf(field))];
  if (readings.length === 0) return 'null::text';
  const whens = readings.map(([reading, value]) => `when ${quoteText(reading)} then ${quoteText(value)}`);
  return `coalesce(case btrim(${text}) ${whens.join(' ')} end, case lower(btrim(normalize(${text}, NFKC))) ${whens.join(' ')} end)`;
}

/** Values win over titles, exact texts over folded ones, earlier options over later ones. */
function optionReadings(options: readonly Option[]): Map<string, string> {
  const reading = new Map<string, string>();
  const add = (text: string, value: string) => {
    if (!reading.has(text)) reading.set(text, value);
  };
  for (const { value } of options) add(value, value);
  for (const { value, title } of options) for (const text of titleTexts(title)) add(text, value);
  for (const { value, title } of options) for (const text of [value, ...titleTexts(title)]) add(folded(text), value);
  return reading;
}

function titleTexts(title: LocalText | undefined): readonly string[] {
  if (title === undefined) return [];
  return typeof title === 'string' ? [title] : Object.values(title);
}

function folded(text: string): string {
  return halfWidth(text).toLowerCase();
}
