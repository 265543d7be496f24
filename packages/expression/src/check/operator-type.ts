import type { ArithmeticOperator } from '../ast/node.ts';
import {
  anyType,
  dateTimeType,
  dateType,
  daysDurationType,
  type FeelType,
  fits,
  membersOf,
  monthsDurationType,
  nullType,
  numberType,
  type SimpleType,
  textType,
  timeType,
} from '../types/feel-type.ts';

/** What `left operator right` gives (DMN 1.5, tables 44 to 53), or null where the types cannot be joined. */
export function arithmeticType(operator: ArithmeticOperator, left: FeelType, right: FeelType): FeelType | null {
  if (left.type === 'any' || right.type === 'any') return anyType;
  if (left.type === 'null' || right.type === 'null') return nullType;
  return joined[operator][`${left.type} ${right.type}`] ?? null;
}

const joined: Record<ArithmeticOperator, { readonly [types: string]: FeelType }> = {
  '+': {
    'number number': numberType,
    'text text': textType,
    'date days-duration': dateType,
    'date months-duration': dateType,
    'days-duration date': dateType,
    'months-duration date': dateType,
    'date-time days-duration': dateTimeType,
    'date-time months-duration': dateTimeType,
    'days-duration date-time': dateTimeType,
    'months-duration date-time': dateTimeType,
    'time days-duration': timeType,
    'days-duration time': timeType,
    'days-duration days-duration': daysDurationType,
    'months-duration months-duration': monthsDurationType,
  },
  '-': {
    'number number': numberType,
    'date days-duration': dateType,
    'date months-duration': dateType,
    'date-time days-duration': dateTimeType,
    'date-time months-duration': dateTimeType,
    'time days-duration': timeType,
    'date date': daysDurationType,
    'date-time date-time': daysDurationType,
    'date-time date': daysDurationType,
    'date date-time': daysDurationType,
    'time time': daysDurationType,
    'days-duration days-duration': daysDurationType,
    'months-duration months-duration': monthsDurationType,
  },
  '*': {
    'number number': numberType,
    'number days-duration': daysDurationType,
    'number months-duration': monthsDurationType,
    'days-duration number': daysDurationType,
    'months-duration number': monthsDurationType,
  },
  '/': {
    'number number': numberType,
    'days-duration number': daysDurationType,
    'months-duration number': monthsDurationType,
    'days-duration days-duration': numberType,
    'months-duration months-duration': numberType,
  },
  '**': { 'number number': numberType },
};

/** Types whose values have an order. */
const ordered = new Set<FeelType['type']>([
  'number',
  'text',
  'date',
  'date-time',
  'time',
  'days-duration',
  'months-duration',
] satisfies SimpleType[]);

export function isOrdered(left: FeelType, right: FeelType): boolean {
  if (isOpen(left) || isOpen(right))
    return isOpen(left) ? isOpen(right) || ordered.has(right.type) : ordered.has(left.type);
  return left.type === right.type && ordered.has(left.type);
}

/** Types that `=` may compare: the same, or a record with another or with an id. */
export function isComparable(left: FeelType, right: FeelType): boolean {
  if (isOpen(left) || isOpen(right)) return true;
  if (isRecord(left) && isRecord(right))
    return left.type !== 'reference' || right.type !== 'reference' || fits(left, right);
  if (isRecord(left) && right.type === 'text') return true;
  if (isRecord(right) && left.type === 'text') return true;
  return fits(left, right) || fits(right, left);
}

/** A record or a person: something with an `id`. */
export function isRecord(type: FeelType): boolean {
  return type.type === 'reference' || (type.type === 'context' && Object.hasOwn(membersOf(type) ?? {}, 'id'));
}

function isOpen(type: FeelType): boolean {
  return type.type === 'any' || type.type === 'null';
}
