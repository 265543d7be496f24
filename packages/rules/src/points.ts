import type { JsonValue } from '@tangram/schema';

/** An exact number on the wire: a number up to 15 digits, beyond them decimal text. */
export type Points = number | string;

/**
 * `value` + `points`, exactly: 0.1 + 0.2 is 0.3. Blank counts as 0. Points have few digits, so scaled integers do;
 * numbers too large for a double travel as text and are added as such.
 */
export function addExactly(value: JsonValue | undefined, points: JsonValue | undefined): Points {
  const [a, b] = [decimalOf(value ?? 0), decimalOf(points ?? 0)];
  const scale = Math.max(a.scale, b.scale);
  const sum = a.digits * 10n ** BigInt(scale - a.scale) + b.digits * 10n ** BigInt(scale - b.scale);
  return wireForm(sum, scale);
}

export function sumExactly(points: readonly Points[]): Points {
  return points.reduce<Points>((sum, one) => addExactly(sum, one), 0);
}

export function negated(value: Points): Points {
  const { digits, scale } = decimalOf(value);
  return wireForm(-digits, scale);
}

export function timesExactly(a: Points, b: Points): Points {
  const [left, right] = [decimalOf(a), decimalOf(b)];
  return wireForm(left.digits * right.digits, left.scale + right.scale);
}

/** Rounded to so many digits after the point, halves away from zero: what `round` of PostgreSQL does to a numeric. */
export function roundExactly(value: Points, places: number): Points {
  const { digits, scale } = decimalOf(value);
  if (scale <= places) return wireForm(digits, scale);
  const unit = 10n ** BigInt(scale - places);
  const size = digits < 0n ? -digits : digits;
  const rounded = (size + unit / 2n) / unit;
  return wireForm(digits < 0n ? -rounded : rounded, places);
}

/** Decimal text of the database as a value on the wire. */
export function numberOf(text: string): Points {
  const { digits, scale } = decimalOf(text);
  return wireForm(digits, scale);
}

/** -1, 0 or 1, as `a` is below, at or above `b`. */
export function compareExactly(a: JsonValue | undefined, b: Points): number {
  return Math.sign(Number(addExactly(a ?? 0, negated(b))));
}

/** `value`, or the limit that it crosses; a missing limit is none. */
export function clampExactly(value: Points, min: number | undefined, max: number | undefined): Points {
  if (max !== undefined && compareExactly(value, max) > 0) return max;
  return min !== undefined && compareExactly(value, min) < 0 ? min : value;
}

interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

function decimalOf(value: JsonValue): Decimal {
  const text = typeof value === 'string' ? value : String(Number(value));
  const [mantissa = '0', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** A number while at most 15 digits hold it exactly, else decimal text: `schema/value-type.ts`. */
function wireForm(digits: bigint, scale: number): Points {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  const plain = `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  return whole.length + fraction.length <= 15 ? Number(plain) : plain;
}
