import { type RawBuilder, sql } from 'kysely';
import type { Arithmetic, Node } from '../ast/node.ts';
import { maxMonths } from '../values/duration.ts';
import { firstDay, lastDay } from '../values/temporal.ts';
import { digitsOf, isPrecise, sqlDivide, sqlPrecise } from './sql-number.ts';
import type { SqlWriter } from './sql-writer.ts';

type Sql = RawBuilder<unknown>;

/** `left operator right` in PostgreSQL, or null where it would compute something else. */
export function sqlArithmetic(node: Arithmetic, writer: SqlWriter): Sql | null {
  const { operator, left, right } = node;
  if (left.feel.type === 'null' || right.feel.type === 'null') return sql`null`;
  const write = written[`${left.feel.type} ${operator} ${right.feel.type}`];
  if (write !== undefined) return write(writer.value(left), writer.value(right), writer);
  if (left.feel.type !== 'number' || right.feel.type !== 'number') return null;
  if (operator === '**') return power(left, right, writer);
  const [a, b] = [wide(left, writer), wide(right, writer)];
  if (operator === '/') return sqlDivide(a, b);
  const result = sql`(${a} ${sql.raw(operator)} ${b})`;
  return isPrecise(digitsOf(node)) ? result : sqlPrecise(result);
}

/** A column may be an integer, whose products end the statement when they are large. */
function wide(node: Node, writer: SqlWriter): Sql {
  const value = writer.value(node);
  return node.type === 'name' || node.type === 'member' ? sql`${value}::numeric` : value;
}

type Write = (a: Sql, b: Sql, writer: SqlWriter) => Sql;

const precise = (operator: string): Write => {
  return (a, b) => sqlPrecise(sql`(${a} ${sql.raw(operator)} ${b})`);
};
const swapped = (write: Write): Write => {
  return (a, b, writer) => write(b, a, writer);
};

/**
 * Whole days towards the past; null outside the years 1 to 9999, as in closures: PostgreSQL would end the statement. What is
 * over a whole day is taken off before dividing: a quotient is rounded, and 9.99... days would be ten.
 */
const dateShift =
  (sign: '+' | '-'): Write =>
  (date, seconds) =>
    sql`(select case when s.n between ${sql.lit(firstDay)} and ${sql.lit(lastDay)} then date '1970-01-01' + s.n::integer end from (select p.d + div(p.s - mod(mod(p.s, 86400) + 86400, 86400), 86400) as n from (select ${date} - date '1970-01-01' as d, (${sql.raw(sign)} ${seconds})::numeric as s offset 0) p offset 0) s)`;

const instantShift =
  (sign: '+' | '-'): Write =>
  (instant, seconds, writer) =>
    inCalendar(
      sql`select case when s.n between -100000000000 and 1000000000000 then to_timestamp(0) + (floor(s.n) * interval '1 second') + (floor((s.n - floor(s.n)) * 1000000) * interval '1 microsecond') end as t from (select extract(epoch from ${instant}) ${sql.raw(sign)} ${seconds} as n offset 0) s`,
      writer,
    );

const dateMonths =
  (sign: '+' | '-'): Write =>
  (date, months) =>
    sql`(select case when ${monthInCalendar(sql`s.d`)} then (s.d + make_interval(months => s.m::integer))::date end from (select ${date} as d, ${sql.raw(sign)} ${months} as m offset 0) s)`;

const instantMonths =
  (sign: '+' | '-'): Write =>
  (instant, months, writer) =>
    sql`(select case when ${monthInCalendar(sql`s.d`)} then (s.d + make_interval(months => s.m::integer)) at time zone ${writer.zoneName} end from (select ${instant} at time zone ${writer.zoneName} as d, ${sql.raw(sign)} ${months} as m offset 0) s)`;

/** Whether `s.m` months after a day is a month of the years 1 to 9999: asked first, since beyond PostgreSQL fails. */
function monthInCalendar(day: Sql): Sql {
  return sql`extract(year from ${day}) * 12 + extract(month from ${day}) - 1 + s.m between 12 and 119999`;
}

/** The moment `t` of a row, blank where the clocks of the run show no year from 1 to 9999. */
function inCalendar(row: Sql, writer: SqlWriter): Sql {
  return sql`(select case when (c.t at time zone ${writer.zoneName}) between '0001-01-01' and '9999-12-31 23:59:59.999999' then c.t end from (${row} offset 0) c)`;
}

const timeShift =
  (sign: '+' | '-'): Write =>
  (time, seconds) =>
    sql`(select time '00:00' + (floor(mod(mod(s.n, 86400) + 86400, 86400) * 1000000) * interval '1 microsecond') from (select extract(epoch from ${time}) ${sql.raw(sign)} ${seconds} as n offset 0) s)`;

const epochDifference: Write = (a, b) => sql`(extract(epoch from ${a}) - extract(epoch from ${b}))`;

/** A date as the instant of its midnight in the run's zone. */
const midnight = (date: Sql, writer: SqlWriter): Sql => sql`(${date}::timestamp at time zone ${writer.zoneName})`;

const wholeMonths = (number: Sql): Sql =>
  sql`(select case when abs(trunc(m.n)) <= ${sql.lit(maxMonths)} then trunc(m.n) end from (select ${number} as n offset 0) m)`;

const written: { readonly [types: string]: Write } = {
  'text + text': (a, b) => sql`(${a} || ${b})`,
  'date + days-duration': dateShift('+'),
  'days-duration + date': swapped(dateShift('+')),
  'date - days-duration': dateShift('-'),
  'date + months-duration': dateMonths('+'),
  'months-duration + date': swapped(dateMonths('+')),
  'date - months-duration': dateMonths('-'),
  'date-time + days-duration': instantShift('+'),
  'days-duration + date-time': swapped(instantShift('+')),
  'date-time - days-duration': instantShift('-'),
  'date-time + months-duration': instantMonths('+'),
  'months-duration + date-time': swapped(instantMonths('+')),
  'date-time - months-duration': instantMonths('-'),
  'time + days-duration': timeShift('+'),
  'days-duration + time': swapped(timeShift('+')),
  'time - days-duration': timeShift('-'),
  'date - date': (a, b) => sql`((${a} - ${b})::numeric * 86400)`,
  'date-time - date-time': epochDifference,
  'date-time - date': (a, b, writer) => epochDifference(a, midnight(b, writer), writer),
  'date - date-time': (a, b, writer) => epochDifference(midnight(a, writer), b, writer),
  'time - time': epochDifference,
  'days-duration + days-duration': precise('+'),
  'days-duration - days-duration': precise('-'),
  'months-duration + months-duration': (a, b) => wholeMonths(sql`(${a}::numeric + ${b})`),
  'months-duration - months-duration': (a, b) => wholeMonths(sql`(${a}::numeric - ${b})`),
  'days-duration * number': precise('*'),
  'number * days-duration': precise('*'),
  'months-duration * number': (a, b) => wholeMonths(sqlPrecise(sql`(${a} * ${b})`)),
  'number * months-duration': (a, b) => wholeMonths(sqlPrecise(sql`(${a} * ${b})`)),
  'days-duration / number': sqlDivide,
  'days-duration / days-duration': sqlDivide,
  'months-duration / number': (a, b) => wholeMonths(sqlDivide(a, b)),
  'months-duration / months-duration': (a, b) => sqlDivide(sql`${a}::numeric`, sql`${b}::numeric`),
};

/** Largest exponent written out as a product. */
const maxExponent = 16;

/** PostgreSQL's `power` keeps other digits; a small whole exponent is a product, rounded once. */
function power(base: Node, exponent: Node, writer: SqlWriter): Sql | null {
  if (exponent.type !== 'literal') return null;
  const times = exponent.value;
  if (typeof times !== 'number' || times < 0 || times > maxExponent) return null;
  const factors = sql.join(
    Array.from({ length: times }, () => sql`p.x`),
    sql` * `,
  );
  const product = times === 0 ? sql`case when p.x is null then null else 1::numeric end` : factors;
  return sqlPrecise(sql`(select ${product} from (select ${writer.value(base)} as x offset 0) p)`);
}
