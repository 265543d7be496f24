import { type RawBuilder, sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import { sqlHalfEven, sqlPrecise } from '../compile/sql-number.ts';
import { anyType, booleanType, numberType } from '../types/feel-type.ts';
import { negated } from '../values/arithmetic.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import type { FeelValue } from '../values/feel-value.ts';
import {
  compareNumbers,
  Exact,
  exact,
  type FeelNumber,
  isFeelNumber,
  isInteger,
  modulo,
  type Rounding,
  roundTo,
  toDecimal,
  toDouble,
  wholePart,
} from '../values/number.ts';
import type { FunctionEntry, Signature } from './function-entry.ts';
import { inApp, inAppReasons, parameter, sqlOf } from './signature.ts';

type Sql = RawBuilder<unknown>;

/** Scales of rounding that the standard allows. */
const [minScale, maxScale] = [-6111, 6176];

/** Section 10.3.4.5. */
export const numberFunctions: readonly FunctionEntry[] = [
  rounding(
    'decimal',
    'half-even',
    { en: 'Rounded to a number of digits, half to even', zh: '按位数四舍六入五成双' },
    (r) => sqlHalfEven(sql`${r}.x`, sql`${r}.s`),
  ),
  roundingWithDefault(
    'floor',
    'floor',
    { en: 'Rounded down', zh: '向下取整' },
    (r) => sql`(floor(${r}.x * ${r}.u) * ${r}.v)`,
  ),
  roundingWithDefault(
    'ceiling',
    'ceiling',
    { en: 'Rounded up', zh: '向上取整' },
    (r) => sql`(ceil(${r}.x * ${r}.u) * ${r}.v)`,
  ),
  rounding(
    'round up',
    'up',
    { en: 'Rounded away from zero', zh: '远离零舍入' },
    (r) => sql`(sign(${r}.x) * ceil(abs(${r}.x) * ${r}.u) * ${r}.v)`,
  ),
  rounding('round down', 'down', { en: 'Rounded towards zero', zh: '向零舍入' }, (r) => sql`trunc(${r}.x, ${r}.s)`),
  rounding(
    'round half up',
    'half-up',
    { en: 'Rounded, half away from zero', zh: '四舍五入' },
    (r) => sql`round(${r}.x, ${r}.s)`,
  ),
  rounding(
    'round half down',
    'half-down',
    { en: 'Rounded, half towards zero', zh: '五舍六入' },
    (r) => sql`(sign(${r}.x) * ceil(abs(${r}.x) * ${r}.u - 0.5) * ${r}.v)`,
  ),
  {
    name: 'abs',
    group: 'number',
    section: '10.3.4.5',
    title: { en: 'Without its sign', zh: '绝对值' },
    signatures: [
      {
        parameters: [parameter('n', anyType)],
        returns: ([type]) => (type === undefined ? anyType : type),
        evaluate: ([value]) => absolute(value as FeelValue),
        toSql: sqlOf(([value], writer) => {
          const node = value as Node;
          if (node.feel.type !== 'number') return writer.refuse(node, 'abs', inAppReasons.value);
          return sql`abs(${writer.value(node)})`;
        }),
      },
    ],
  },
  {
    name: 'modulo',
    group: 'number',
    section: '10.3.4.5',
    title: { en: 'The rest of a division, with the sign of the divisor', zh: '取模' },
    signatures: [
      {
        parameters: [parameter('dividend', numberType), parameter('divisor', numberType)],
        returns: numberType,
        evaluate: ([a, b]) => modulo(a as FeelNumber, b as FeelNumber),
        toSql: sqlOf(([a, b], writer) =>
          sqlPrecise(
            sql`(select case when m.r <> 0 and sign(m.r) <> sign(m.b) then m.r + m.b else m.r end from (select d.b, mod(d.a, d.b) as r from (select ${writer.value(a as Node)} as a, nullif(${writer.value(b as Node)}, 0) as b offset 0) d offset 0) m)`,
          ),
        ),
      },
    ],
  },
  {
    name: 'sqrt',
    group: 'number',
    section: '10.3.4.5',
    title: { en: 'The square root', zh: '平方根' },
    signatures: [inDigits('number', (n) => (compareNumbers(n, 0) < 0 ? null : exact(toDecimal(n).sqrt())))],
  },
  {
    name: 'log',
    group: 'number',
    section: '10.3.4.5',
    title: { en: 'The natural logarithm', zh: '自然对数' },
    signatures: [inDigits('number', (n) => (compareNumbers(n, 0) <= 0 ? null : exact(toDecimal(n).ln())))],
  },
  {
    name: 'exp',
    group: 'number',
    section: '10.3.4.5',
    title: { en: 'e to the power of a number', zh: 'e 的幂' },
    signatures: [inDigits('number', (n) => (compareNumbers(n, 20_000) > 0 ? null : exact(Exact.exp(n))))],
  },
  parity('odd', 1, { en: 'Whether a number is odd', zh: '是否为奇数' }),
  parity('even', 0, { en: 'Whether a number is even', zh: '是否为偶数' }),
];

/** `name(n, scale)`. The SQL speaks of `r.x`, `r.s` (the scale), `r.u` (10 to its power) and `r.v` (its inverse: a division would round). */
function rounding(
  name: string,
  mode: Rounding,
  title: FunctionEntry['title'],
  write: (row: Sql) => Sql,
): FunctionEntry {
  return { name, group: 'number', section: '10.3.4.5', title, signatures: [scaled(mode, write)] };
}

function roundingWithDefault(
  name: string,
  mode: Rounding,
  title: FunctionEntry['title'],
  write: (row: Sql) => Sql,
): FunctionEntry {
  const whole: Signature = {
    parameters: [parameter('n', numberType)],
    returns: numberType,
    evaluate: ([n]) => roundTo(n as FeelNumber, 0, mode),
    toSql: sqlOf(([n], writer) => sql`${sql.raw(name === 'floor' ? 'floor' : 'ceil')}(${writer.value(n as Node)})`),
  };
  return { name, group: 'number', section: '10.3.4.5', title, signatures: [whole, scaled(mode, write)] };
}

function scaled(mode: Rounding, write: (row: Sql) => Sql): Signature {
  return {
    parameters: [parameter('n', numberType), parameter('scale', numberType)],
    returns: numberType,
    evaluate: ([n, scale]) => {
      const digits = wholePart(scale as FeelNumber);
      return digits < minScale || digits > maxScale ? null : roundTo(n as FeelNumber, digits, mode);
    },
    toSql: sqlOf(([n, scale], writer) => {
      const digits = (scale as Node).type === 'literal' ? (scale as Node & { type: 'literal' }).value : null;
      if (typeof digits !== 'number' || digits < -20 || digits > 20)
        return writer.refuse(scale as Node, 'scale', inAppReasons.digits);
      const row = sql`r`;
      return sql`(select ${write(row)} from (select ${writer.value(n as Node)} as x, ${sql.lit(digits)}::integer as s, ${sql.lit(`1e${digits}`)}::numeric as u, ${sql.lit(`1e${-digits}`)}::numeric as v offset 0) r)`;
    }),
  };
}

/** A function whose last digits PostgreSQL computes otherwise. */
function inDigits(name: string, evaluate: (n: FeelNumber) => FeelValue): Signature {
  return {
    parameters: [parameter(name, numberType)],
    returns: numberType,
    evaluate: ([n]) => evaluate(n as FeelNumber),
    toSql: inApp(inAppReasons.digits),
  };
}

function parity(name: string, rest: 0 | 1, title: FunctionEntry['title']): FunctionEntry {
  return {
    name,
    group: 'number',
    section: '10.3.4.5',
    title,
    signatures: [
      {
        parameters: [parameter('number', numberType)],
        returns: booleanType,
        evaluate: ([n]) =>
          isInteger(n as FeelNumber) ? Math.abs(toDouble(modulo(n as FeelNumber, 2) as FeelNumber)) === rest : false,
        toSql: sqlOf(([n], writer) => sql`(abs(mod(${writer.value(n as Node)}, 2)) = ${sql.lit(rest)})`),
      },
    ],
  };
}

function absolute(value: FeelValue): FeelValue {
  const isNegative =
    (isFeelNumber(value) && compareNumbers(value, 0) < 0) ||
    (value instanceof DaysDuration && compareNumbers(value.seconds, 0) < 0) ||
    (value instanceof MonthsDuration && value.months < 0);
  if (isNegative) return negated(value);
  return isFeelNumber(value) || value instanceof DaysDuration || value instanceof MonthsDuration ? value : null;
}
