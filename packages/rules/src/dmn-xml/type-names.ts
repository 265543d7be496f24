import type { ColumnType } from '@tangram/schema';

/** The names of FEEL's types (DMN 1.5, section 10.3.2) for those of columns. */
export const dmnTypeNames: Record<ColumnType, string> = {
  any: 'Any',
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  'date-time': 'date and time',
  time: 'time',
  'days-duration': 'days and time duration',
  'months-duration': 'years and months duration',
};

/** Names of earlier versions, and of tools that use the XML Schema names. */
const otherNames: { readonly [name: string]: ColumnType } = {
  dateTime: 'date-time',
  dayTimeDuration: 'days-duration',
  yearMonthDuration: 'months-duration',
  integer: 'number',
  long: 'number',
  double: 'number',
};

/** The type of a column for a `typeRef`, which may have a prefix: `feel:string`. Undefined for a type of the model. */
export function columnTypeOf(typeRef: string): ColumnType | undefined {
  const name = typeRef.slice(typeRef.indexOf(':') + 1).trim();
  const own = (Object.keys(dmnTypeNames) as ColumnType[]).find((type) => dmnTypeNames[type] === name);
  return own ?? (Object.hasOwn(otherNames, name) ? otherNames[name] : undefined);
}
