import type { FeelType } from '../types/feel-type.ts';

/** The PostgreSQL type of values of a FEEL type, or null where it has none. */
export function sqlTypeOf(type: FeelType): string | null {
  if (type.type === 'list') {
    const of = sqlTypeOf(type.of);
    return of === null || of.endsWith('[]') ? null : `${of}[]`;
  }
  return sqlTypes[type.type] ?? null;
}

const sqlTypes: { readonly [type in FeelType['type']]?: string } = {
  text: 'text',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  'date-time': 'timestamptz',
  time: 'time',
  'days-duration': 'numeric',
  'months-duration': 'integer',
  reference: 'uuid',
  null: 'text',
};
