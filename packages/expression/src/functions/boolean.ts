import { sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import { anyType, booleanType } from '../types/feel-type.ts';
import { isEqual } from '../values/compare.ts';
import { type FeelValue, kindOf } from '../values/feel-value.ts';
import { FeelDateTime, FeelTime } from '../values/temporal.ts';
import { isSameZone } from '../values/zone.ts';
import type { FunctionEntry } from './function-entry.ts';
import { inApp, inAppReasons, nullable, optionalNullable, parameter, sqlOf } from './signature.ts';

/** Sections 10.3.4.2 and 10.3.4.13. */
export const booleanFunctions: readonly FunctionEntry[] = [
  {
    name: 'not',
    group: 'boolean',
    section: '10.3.4.2',
    title: { en: 'The opposite', zh: '取反' },
    signatures: [
      {
        parameters: [parameter('negand', booleanType)],
        returns: booleanType,
        evaluate: ([value]) => value !== true,
        toSql: sqlOf(([value], writer) => sql`(not ${writer.boolean(value as Node)})`),
      },
    ],
  },
  {
    name: 'is',
    group: 'boolean',
    section: '10.3.4.13',
    title: { en: 'Whether two values are the same in every respect', zh: '两个值是否完全相同' },
    signatures: [
      {
        parameters: [nullable('value1', anyType), optionalNullable('value2', anyType)],
        returns: booleanType,
        evaluate: ([a, b]) => isSame(a as FeelValue, b as FeelValue),
        toSql: inApp(inAppReasons.value),
      },
    ],
  },
];

/** Equal, of one kind, and with the same zone written. */
function isSame(a: FeelValue, b: FeelValue): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  const zoneOf = (value: FeelValue) => (value instanceof FeelDateTime || value instanceof FeelTime ? value.zone : null);
  return isSameZone(zoneOf(a), zoneOf(b)) && isEqual(a, b) === true;
}
