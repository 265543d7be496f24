import type { FieldModel, FormModel } from '@tangram/forms';
import type { ValueType } from '@tangram/schema';

/** One line of a filter that was clicked together. */
export interface Condition {
  readonly field: string;
  readonly operator: Operator;
  /** As typed or chosen; unused by `blank` and `filled`. */
  readonly value: string;
  /** What a chosen person or record is called. */
  readonly title?: string;
}

export type Operator = 'is' | 'is-not' | 'contains' | 'more' | 'at-least' | 'less' | 'at-most' | 'blank' | 'filled';

const everyType: readonly Operator[] = ['blank', 'filled'];

/** The operators that make sense for a value type, the usual one first. */
export function operatorsOf(field: FieldModel): readonly Operator[] {
  const byType: Partial<Record<ValueType, readonly Operator[]>> = {
    text: isChoice(field) ? ['is', 'is-not'] : ['contains', 'is', 'is-not'],
    number: ['is', 'more', 'at-least', 'less', 'at-most'],
    date: ['is', 'more', 'at-least', 'less', 'at-most'],
    'date-time': ['at-least', 'less'],
    boolean: ['is'],
    reference: ['is', 'is-not'],
    list: ['contains'],
  };
  return [...(byType[field.valueType] ?? []), ...everyType];
}

/** FEEL that all conditions hold; unfinished ones are left out. `source = "官网" and amount > 1000`. */
export function filterText(conditions: readonly Condition[], form: FormModel): string {
  return conditions.flatMap((condition) => clause(condition, form) ?? []).join(' and ');
}

/** Two filters as one; either may be empty. */
export function bothFilters(...filters: readonly (string | undefined)[]): string {
  const given = filters.filter((one) => one !== undefined && one.trim() !== '');
  return given.length < 2 ? (given[0] ?? '') : given.map((one) => `(${one})`).join(' and ');
}

function clause({ field: key, operator, value }: Condition, form: FormModel): string | undefined {
  const field = form.fields.get(key);
  if (field === undefined) return undefined;
  if (operator === 'blank') return `${key} = null`;
  if (operator === 'filled') return `${key} != null`;
  const text = literal(field.valueType, value.trim());
  if (text === undefined) return undefined;
  const left = field.valueType === 'reference' ? `${key}.id` : key;
  switch (operator) {
    case 'is':
      return `${left} = ${text}`;
    case 'is-not':
      return `${left} != ${text}`;
    case 'contains':
      return field.valueType === 'list' ? `list contains(${key}, ${text})` : `contains(lower case(${key}), lower case(${text}))`;
    case 'more':
      return `${left} > ${text}`;
    case 'at-least':
      return `${left} >= ${text}`;
    case 'less':
      return `${left} < ${text}`;
    case 'at-most':
      return `${left} <= ${text}`;
  }
}

/** A FEEL literal of what was typed; undefined when it is none of that type. */
function literal(type: ValueType, value: string): string | undefined {
  if (value === '') return undefined;
  switch (type) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(value) ? value : undefined;
    case 'boolean':
      return value === 'true' || value === 'false' ? value : undefined;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? `date("${value}")` : undefined;
    case 'date-time':
      return Number.isNaN(Date.parse(value)) ? undefined : `date and time("${value}")`;
    default:
      return JSON.stringify(value);
  }
}

export function isChoice(field: FieldModel): boolean {
  return Array.isArray(field.definition.settings?.['options']);
}
