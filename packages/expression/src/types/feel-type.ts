import type { ValueType } from '@tangram/schema';

/** The type of a FEEL value (DMN 1.5, section 10.3.2), with `reference`: a record of a form, walked lazily. */
export type FeelType =
  | { readonly type: SimpleType }
  | {
      readonly type: 'list';
      readonly of: FeelType;
      /** The records that refer to the one whose list it is: they are counted where they are stored, never handed over. */
      readonly related?: RelatedList;
    }
  | { readonly type: 'range'; readonly of: FeelType }
  | { readonly type: 'context'; readonly members: { readonly [name: string]: FeelType } }
  | {
      readonly type: 'reference';
      readonly form: string;
      /** Called when a path walks through the reference, so that forms may refer to each other in circles. */
      readonly members: () => { readonly [name: string]: FeelType };
    }
  | { readonly type: 'function'; readonly parameters: readonly FeelType[]; readonly result: FeelType };

/** The records of a form that refer to a record by one of their fields. */
export interface RelatedList {
  readonly app: string;
  readonly form: string;
  readonly field: string;
}

export type SimpleType =
  | 'any'
  | 'null'
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'date-time'
  | 'time'
  | 'days-duration'
  | 'months-duration';

/** The names an expression may use and their types. */
export interface Scope {
  readonly variables: { readonly [name: string]: FeelType };
  /** Variables that are not stored with the record, `previous`: counts of related records cannot look at them. */
  readonly notStored?: readonly string[];
}

export const anyType = { type: 'any' } as const satisfies FeelType;
export const nullType = { type: 'null' } as const satisfies FeelType;
export const textType = { type: 'text' } as const satisfies FeelType;
export const numberType = { type: 'number' } as const satisfies FeelType;
export const booleanType = { type: 'boolean' } as const satisfies FeelType;
export const dateType = { type: 'date' } as const satisfies FeelType;
export const dateTimeType = { type: 'date-time' } as const satisfies FeelType;
export const timeType = { type: 'time' } as const satisfies FeelType;
export const daysDurationType = { type: 'days-duration' } as const satisfies FeelType;
export const monthsDurationType = { type: 'months-duration' } as const satisfies FeelType;

export function listOf(of: FeelType): FeelType {
  return { type: 'list', of };
}

/** The list of the records that refer to this one; `record` is the type of each. */
export function relatedList(record: FeelType, related: RelatedList): FeelType {
  return { type: 'list', of: record, related };
}

export function rangeOf(of: FeelType): FeelType {
  return { type: 'range', of };
}

/**
 * The signed-in person as expressions see it: `owner = user`, `list contains(user.groups, "sales")`.
 * Ids and keys are text.
 */
export const userType: FeelType = {
  type: 'context',
  members: {
    id: textType,
    name: textType,
    email: textType,
    manager: textType,
    department: textType,
    groups: listOf(textType),
    roles: listOf(textType),
  },
};

/** The FEEL type of a value type. A duration is of days and time, a reference has only `id` and `title`: forms know better. */
export function feelTypeOf(valueType: ValueType): FeelType {
  return feelTypes[valueType];
}

const feelTypes: Record<ValueType, FeelType> = {
  text: textType,
  number: numberType,
  boolean: booleanType,
  date: dateType,
  'date-time': dateTimeType,
  time: timeType,
  duration: daysDurationType,
  reference: { type: 'reference', form: '', members: () => ({}) },
  list: listOf(anyType),
  json: anyType,
};

/** The members a path may walk into, or undefined where the type has none. `id` and `title` stand in every reference. */
export function membersOf(type: FeelType): { readonly [name: string]: FeelType } | undefined {
  if (type.type === 'context') return type.members;
  if (type.type === 'reference') return { id: textType, title: textType, ...type.members() };
  return undefined;
}

/** True when every value of `type` may stand where `expected` is asked for. `any` fits everywhere, and everything fits `any`. */
export function fits(type: FeelType, expected: FeelType): boolean {
  if (type.type === 'any' || expected.type === 'any' || type.type === 'null') return true;
  if (expected.type === 'list') return type.type === 'list' && fits(type.of, expected.of);
  if (expected.type === 'range') return type.type === 'range' && fits(type.of, expected.of);
  if (expected.type === 'context') {
    const members = membersOf(type);
    if (members === undefined) return false;
    return Object.entries(expected.members).every(([name, member]) => {
      const own = Object.hasOwn(members, name) ? members[name] : undefined;
      return own !== undefined && fits(own, member);
    });
  }
  if (expected.type === 'reference') return type.type === 'reference' && isSameForm(type.form, expected.form);
  return type.type === expected.type;
}

function isSameForm(a: string, b: string): boolean {
  return a === '' || b === '' || a === b;
}

/** The narrowest type that holds both: equal types stay, null gives way, else `any`. */
export function unite(a: FeelType, b: FeelType): FeelType {
  if (a.type === 'null') return b;
  if (b.type === 'null' || a === b) return a;
  if (a.type === 'list' && b.type === 'list') return listOf(unite(a.of, b.of));
  if (a.type === 'range' && b.type === 'range') return rangeOf(unite(a.of, b.of));
  if (a.type === 'any' || b.type === 'any') return anyType;
  return fits(a, b) && fits(b, a) ? a : anyType;
}
