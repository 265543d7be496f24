import type { FeelType } from '@tangram/expression';
import type { ConditionField } from '../condition-field.ts';

/** What a row may ask; how many values it takes follows from it. */
export type OperatorKey =
  | 'is'
  | 'is-not'
  | 'one-of'
  | 'none-of'
  | 'contains'
  | 'contains-not'
  | 'begins'
  | 'less'
  | 'at-most'
  | 'more'
  | 'at-least'
  | 'between'
  | 'last-days'
  | 'next-days'
  | 'yes'
  | 'no'
  | 'me'
  | 'not-me'
  | 'any'
  | 'no-such'
  | 'blank'
  | 'filled'
  | 'changed';

/** `one`, `two`: values of the field's type; `many`: a list of them; `days`: a whole number of days. */
export type OperandShape = 'none' | 'one' | 'two' | 'many' | 'days';

const shapes: { readonly [operator in OperatorKey]: OperandShape } = {
  is: 'one',
  'is-not': 'one',
  'one-of': 'many',
  'none-of': 'many',
  contains: 'one',
  'contains-not': 'one',
  begins: 'one',
  less: 'one',
  'at-most': 'one',
  more: 'one',
  'at-least': 'one',
  between: 'two',
  'last-days': 'days',
  'next-days': 'days',
  yes: 'none',
  no: 'none',
  me: 'none',
  'not-me': 'none',
  any: 'none',
  'no-such': 'none',
  blank: 'none',
  filled: 'none',
  changed: 'none',
};

export function shapeOf(operator: OperatorKey): OperandShape {
  return shapes[operator];
}

/** Negations may hold for a blank field or not, which people are asked about: most mean "not that, or nothing yet". */
export function isNegation(operator: OperatorKey): boolean {
  return negations.has(operator);
}

/**
 * True for a negation whose FEEL is blank, so does not hold, where its field is: `not(contains(x, "a"))`. The others compare
 * null-safe and hold: `x != "a"`. ("no" is written as one or the other.)
 */
export function dropsBlanks(operator: OperatorKey): boolean {
  return operator === 'contains-not';
}

const negations: ReadonlySet<OperatorKey> = new Set(['is-not', 'none-of', 'contains-not', 'not-me', 'no']);

const choices: readonly OperatorKey[] = ['is', 'is-not', 'one-of', 'none-of', 'blank', 'filled'];
const measures: readonly OperatorKey[] = [
  'is',
  'is-not',
  'more',
  'at-least',
  'less',
  'at-most',
  'between',
  'blank',
  'filled',
];
const days: readonly OperatorKey[] = [
  'is',
  'less',
  'at-most',
  'more',
  'at-least',
  'between',
  'last-days',
  'next-days',
  'blank',
  'filled',
];

/** Of a number of records: whether there are any is what people ask most. */
const counts: readonly OperatorKey[] = [
  'any',
  'no-such',
  ...measures.filter((operator) => operator !== 'blank' && operator !== 'filled'),
];

const byType: { readonly [type in FeelType['type']]?: readonly OperatorKey[] } = {
  text: ['is', 'is-not', 'contains', 'contains-not', 'begins', 'one-of', 'none-of', 'blank', 'filled'],
  number: measures,
  boolean: ['yes', 'no', 'blank'],
  date: days,
  'date-time': days,
  time: ['less', 'at-most', 'more', 'at-least', 'blank', 'filled'],
  'days-duration': ['more', 'at-least', 'less', 'at-most', 'blank', 'filled'],
  list: ['contains', 'contains-not', 'blank', 'filled'],
  reference: ['is', 'is-not', 'me', 'not-me', 'blank', 'filled'],
};

export interface OperatorContext {
  /** There is a `user` in the scope. */
  readonly hasUser: boolean;
  /** Paths that `previous` has too: whether they changed can be asked. */
  readonly previous: ReadonlySet<string>;
}

/** The operators that make sense for a field, most used first. */
export function operatorsOf(field: ConditionField, context: OperatorContext): OperatorKey[] {
  const { type, options, path } = field;
  if (field.isCount === true) return [...counts];
  const own = options !== undefined && type.type === 'text' ? choices : (byType[type.type] ?? []);
  const kept = own.filter(
    (operator) => (operator !== 'me' && operator !== 'not-me') || (context.hasUser && isPerson(type)),
  );
  return context.previous.has(path) ? [...kept, 'changed'] : kept;
}

function isPerson(type: FeelType): boolean {
  return type.type === 'reference' && type.form === 'person';
}
