import { anyType, type DeclaredType, type FeelType } from '@tangram/expression';
import { type ColumnType, columnTypes } from '@tangram/schema';

/** Types that the document around a table defines, by name. */
export type DeclaredTypes = (name: string) => DeclaredType | undefined;

/** The type a column names; undefined where there is no such type. */
export function columnTypeNamed(name: string, declared: DeclaredTypes): DeclaredType | undefined {
  return isColumnType(name) ? { feel: feelTypes[name] } : declared(name);
}

function isColumnType(name: string): name is ColumnType {
  return (columnTypes as readonly string[]).includes(name);
}

const feelTypes: Record<ColumnType, FeelType> = {
  any: anyType,
  text: { type: 'text' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  'date-time': { type: 'date-time' },
  time: { type: 'time' },
  'days-duration': { type: 'days-duration' },
  'months-duration': { type: 'months-duration' },
};
