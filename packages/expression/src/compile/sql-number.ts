import { type RawBuilder, sql } from 'kysely';
import type { Node } from '../ast/node.ts';
import { divisionDigits, isFeelNumber, maxExponent, minExponent, numberText, precision } from '../values/number.ts';

type Sql = RawBuilder<unknown>;

/** `x` rounded half-even to `places` digits after the point (negative: before it). `x` must be cheap to repeat. */
export function sqlHalfEven(x: Sql, places: Sql): Sql {
  return sql`(select case when abs(${x} - h.t) * 2 * h.u > 1 or (abs(${x} - h.t) * 2 * h.u = 1 and mod(abs(h.t) * h.u, 2) = 1) then h.t + sign(${x}) * h.v else h.t end from (select trunc(${x}, ${places}) as t, ('1e' || ${places})::numeric as u, ('1e' || (- ${places}))::numeric as v offset 0) h)`;
}

/**
 * A result cut to 34 digits as in closures. Nearly always there are fewer, which costs one comparison. `offset 0` keeps
 * PostgreSQL from pulling the operand up and computing it again at every mention.
 */
export function sqlPrecise(x: Sql): Sql {
  const places = sql`(${sql.lit(precision)} - case when abs(r.x) >= 1 then length(trunc(abs(r.x))::text) else length(ltrim(split_part(abs(r.x)::text, '.', 2), '0')) - length(split_part(abs(r.x)::text, '.', 2)) end)`;
  const rounded = sql`(select case when p.places < ${sql.lit(precision - maxExponent - 1)} then null when p.places >= ${sql.lit(precision - minExponent)} then 0 when scale(r.x) <= p.places then r.x else ${sqlHalfEven(sql`r.x`, sql`p.places`)} end from (select ${places} as places offset 0) p)`;
  return sql`(select case when r.x is null or (scale(r.x) <= 16 and abs(r.x) < 1000000000000000000) then r.x else ${rounded} end from (select ${x} as x offset 0) r)`;
}

/** `a / b` to 12 digits after the point, half-even; null for a divisor of zero, which would end the whole statement. */
export function sqlDivide(a: Sql, b: Sql): Sql {
  const scale = sql.lit(`1e${divisionDigits}`);
  return sqlPrecise(
    sql`(select (case when 2 * abs(q.n - q.q * q.b) > abs(q.b) or (2 * abs(q.n - q.q * q.b) = abs(q.b) and mod(abs(q.q), 2) = 1) then q.q + sign(q.n) * sign(q.b) else q.q end) * ${sql.lit(`1e-${divisionDigits}`)}::numeric from (select d.n, d.b, div(d.n, d.b) as q from (select ${a} * ${scale}::numeric as n, nullif(${b}, 0) as b offset 0) d offset 0) q)`,
  );
}

/** Digits before and after the point that a result can have at most, or null when a field may be in it. */
export interface Digits {
  readonly whole: number;
  readonly fraction: number;
}

export function digitsOf(node: Node): Digits | null {
  switch (node.type) {
    case 'literal': {
      if (!isFeelNumber(node.value)) return null;
      const [whole, fraction] = numberText(node.value).replace('-', '').split('.');
      return { whole: (whole ?? '').length, fraction: (fraction ?? '').length };
    }
    case 'negation':
      return digitsOf(node.operand);
    case 'if':
      return widest(digitsOf(node.consequent), digitsOf(node.alternative));
    case 'arithmetic': {
      const [a, b] = [digitsOf(node.left), digitsOf(node.right)];
      if (a === null || b === null) return null;
      if (node.operator === '*') return { whole: a.whole + b.whole, fraction: a.fraction + b.fraction };
      const wide = widest(a, b) as Digits;
      return node.operator === '+' || node.operator === '-' ? { whole: wide.whole + 1, fraction: wide.fraction } : null;
    }
    case 'member':
      return smallProperties.has(node.member) &&
        node.base.feel.type !== 'reference' &&
        node.base.feel.type !== 'context'
        ? { whole: 10, fraction: 6 }
        : null;
    default:
      return null;
  }
}

export function isPrecise(digits: Digits | null): boolean {
  return digits !== null && digits.whole + digits.fraction <= precision;
}

const smallProperties = new Set(['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second']);

function widest(a: Digits | null, b: Digits | null): Digits | null {
  if (a === null || b === null) return null;
  return { whole: Math.max(a.whole, b.whole), fraction: Math.max(a.fraction, b.fraction) };
}
