import type { JsonValue } from '@tangram/schema';
import {
  daysDurationType,
  listOf,
  monthsDurationType,
  numberType,
  textType,
  type FeelType,
  type Scope,
} from '../types/feel-type.ts';
import { fieldsOf } from './random-expression.ts';
import type { RandomSource } from './random-source.ts';

export type Row = { readonly [field: string]: JsonValue };

/** Column types of the table; each stands under the field's own name. */
export const columns: { readonly [field: string]: { readonly sqlType: string; readonly type: FeelType } } =
  Object.fromEntries(
    Object.entries(fieldsOf).flatMap(([kind, fields]) => fields.map((field) => [field, columnOf(kind)])),
  );

export const scope: Scope = {
  variables: Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type])),
};

/** One fifth of the values are blank; the others are those that have broken something somewhere. */
export function randomRow(random: RandomSource): Row {
  return Object.fromEntries(
    Object.entries(columns).map(([name, { sqlType }]) => [
      name,
      random.chance(0.2) ? null : random.pick(values[sqlType] ?? []),
    ]),
  );
}

function columnOf(kind: string): { sqlType: string; type: FeelType } {
  switch (kind) {
    case 'number':
      return { sqlType: 'numeric', type: numberType };
    case 'days-duration':
      return { sqlType: 'seconds', type: daysDurationType };
    case 'months-duration':
      return { sqlType: 'integer', type: monthsDurationType };
    case 'texts':
      return { sqlType: 'text[]', type: listOf(textType) };
    case 'numbers':
      return { sqlType: 'numeric[]', type: listOf(numberType) };
    case 'record':
      return { sqlType: 'uuid', type: { type: 'reference', form: 'person', members: () => ({}) } };
    case 'date-time':
      return { sqlType: 'timestamptz', type: { type: 'date-time' } };
    default:
      return { sqlType: kind, type: { type: kind as 'text' } };
  }
}

const people = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002'];

const values: { readonly [sqlType: string]: readonly JsonValue[] } = {
  numeric: [
    0,
    1,
    -1,
    2,
    3,
    7,
    10,
    12,
    29,
    100,
    0.1,
    0.2,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    1.005,
    '9007199254740991',
    '9007199254740993',
    '123456789012345678901234.5678',
    '-0.000000000001',
    '0.3333333333333333333333333333333333',
    '99999999999999999999999999999999.99',
  ],
  text: [
    '',
    'a',
    'A',
    'B',
    'b',
    'ab',
    '官网',
    '展会',
    '老客户介绍',
    '张',
    '李',
    '😀',
    '😀😃a',
    'Straße',
    'ÉCOLE',
    'école',
    '～',
    '豈',
    "O'Brien",
    '%',
    '_',
    '\\',
    '10',
    '9',
    '-1.50',
    ' 1',
    '\u3000\u00a0官 网\t ',
    '1e5',
    'İ',
    'ǅ',
  ],
  boolean: [true, false],
  date: [
    '2024-02-29',
    '2026-01-31',
    '2026-03-29',
    '2026-10-25',
    '1999-12-31',
    '2026-11-22',
    '0001-01-01',
    '9999-12-31',
  ],
  timestamptz: [
    '2026-03-29T00:59:59.999Z',
    '2026-03-29T01:00:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T01:30:00.000Z',
    '2024-02-29T12:00:00.000Z',
    '2026-11-21T23:30:00.000Z',
    '1999-12-31T23:59:59.999Z',
  ],
  time: ['00:00:00', '02:30:00', '09:30:00', '23:59:59'],
  seconds: [0, 1, -1, 60, 3600, 86400, -90061, 2592000, '0.5', '123456.789'],
  integer: [0, 1, -1, 11, 12, 13, -25, 240],
  'text[]': [[], ['a'], ['a', '官网'], ['B', 'b', '😀'], ['']],
  'numeric[]': [[], [1], [1, 2.5]],
  uuid: people,
};
