import { type RawBuilder, sql } from 'kysely';
import type { Member } from '../ast/node.ts';
import type { SqlWriter } from './sql-writer.ts';

/** `value.year` and its like in PostgreSQL, or null where it has no such property. */
export function sqlProperty(node: Member, writer: SqlWriter): RawBuilder<unknown> | null {
  const parts = properties[node.base.feel.type];
  const write = parts !== undefined && Object.hasOwn(parts, node.member) ? parts[node.member] : undefined;
  return write === undefined ? null : write(writer.value(node.base), writer);
}

type Write = (value: RawBuilder<unknown>, writer: SqlWriter) => RawBuilder<unknown>;

const part =
  (field: string): Write =>
  (value) =>
    sql`extract(${sql.raw(field)} from ${value})`;
const localPart =
  (field: string): Write =>
  (value, writer) =>
    sql`extract(${sql.raw(field)} from (${value} at time zone ${writer.zoneName}))`;

const properties: { readonly [type: string]: { readonly [name: string]: Write } } = {
  date: { year: part('year'), month: part('month'), day: part('day'), weekday: part('isodow') },
  'date-time': {
    year: localPart('year'),
    month: localPart('month'),
    day: localPart('day'),
    weekday: localPart('isodow'),
    hour: localPart('hour'),
    minute: localPart('minute'),
    second: localPart('second'),
  },
  time: { hour: part('hour'), minute: part('minute'), second: part('second') },
  'days-duration': {
    days: (value) => sql`div(${value}, 86400)`,
    hours: (value) => sql`mod(div(${value}, 3600), 24)`,
    minutes: (value) => sql`mod(div(${value}, 60), 60)`,
    seconds: (value) => sql`mod(${value}, 60)`,
  },
  'months-duration': {
    years: (value) => sql`div(${value}::numeric, 12)`,
    months: (value) => sql`mod(${value}::numeric, 12)`,
  },
};
