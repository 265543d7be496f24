import { Decimal } from 'decimal.js';

/**
 * Exact numbers: a safe integer while it is one, else a decimal of 34 digits, half-even (DMN 1.5, 10.3.2.3.1).
 * Invariant: a `number` here is always a safe integer and never -0; a decimal is never a safe integer, NaN or infinite.
 */
export type FeelNumber = number | Decimal;

/** Significant digits of every result. */
export const precision = 34;

/** Digits kept after the point by a division, in closures and in SQL, so that both can be compared exactly. */
export const divisionDigits = 12;

/** Beyond 10^6145 a result is blank, below 10^-6176 it is zero: the range of IEEE 754 decimal128. */
export const maxExponent = 6144;
export const minExponent = -6176;

export const Exact = Decimal.clone({
  precision,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

/** Wide enough that no product or quotient of two numbers of 34 digits is rounded before we round it. */
const Wide = Decimal.clone({ precision: 160, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15 });

export function isFeelNumber(value: unknown): value is FeelNumber {
  return typeof value === 'number' || value instanceof Exact;
}

/** The number in its one form; null for NaN, infinity and overflow. */
export function exact(value: Decimal): FeelNumber | null {
  if (!value.isFinite() || value.e > maxExponent) return null;
  if (value.e < minExponent) return 0;
  if (value.isInteger() && value.abs().lte(Number.MAX_SAFE_INTEGER)) return value.toNumber() + 0;
  return value.constructor === Exact ? value : new Exact(value.toString());
}

/** Reads `-12`, `.5`, `1.20`, `1e3`; null for anything else. Rounded to 34 digits. */
export function parseNumber(text: string): FeelNumber | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(text)) return null;
  if (/^-?\d{1,15}$/.test(text)) return Number(text) + 0;
  return exact(new Exact(text.startsWith('+') ? text.slice(1) : text).toSignificantDigits(precision));
}

/** A number written in an expression: any exponent may stand there; null when the number is too large to compute with. */
export function literalNumber(text: string): FeelNumber | null {
  const known = parseNumber(text);
  return known ?? (text.length > 400 ? null : exact(new Exact(text).toSignificantDigits(precision)));
}

/** A JavaScript number (a double) as what its shortest decimal text says; null for NaN and infinity. */
export function fromDouble(value: number): FeelNumber | null {
  if (Number.isSafeInteger(value)) return value + 0;
  return Number.isFinite(value) ? exact(new Exact(value)) : null;
}

/** Canonical text: no exponent, no trailing zeros. */
export function numberText(value: FeelNumber): string {
  return typeof value === 'number' ? String(value) : value.toFixed();
}

export function toDecimal(value: FeelNumber): Decimal {
  return typeof value === 'number' ? new Exact(value) : value;
}

/** The nearest double; for scales, counts and positions, never for money. */
export function toDouble(value: FeelNumber): number {
  return typeof value === 'number' ? value : value.toNumber();
}

/** The whole part as a double, cut off before it is rounded to one: of a hair less than 1 it is 0. */
export function wholePart(value: FeelNumber): number {
  return typeof value === 'number' ? value : value.trunc().toNumber();
}

/** For what must be whole, such as the position in a list: NaN where it is not, be it by a hair. */
export function wholeOnly(value: FeelNumber): number {
  return isInteger(value) ? toDouble(value) : Number.NaN;
}

export function add(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return exact(toDecimal(a).plus(b));
}

export function subtract(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return exact(toDecimal(a).minus(b));
}

export function multiply(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return exact(toDecimal(a).times(b));
}

/** Null for a divisor of zero; else rounded half-even to 12 digits after the point (and to 34 in all). */
export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (b === 0) return null;
  if (typeof a === 'number' && typeof b === 'number') {
    if (a % b === 0) return a / b + 0;
    return divideIntegers(a, b);
  }
  const quotient = new Wide(a.toString()).div(b.toString());
  return exact(new Exact(quotient.toDecimalPlaces(divisionDigits).toString()).toSignificantDigits(precision));
}

/** Division as the standard has it, to 34 digits; null for a divisor of zero. */
export function divideFully(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  return b === 0 ? null : exact(toDecimal(a).div(b));
}

const divisionScale = 10n ** BigInt(divisionDigits);

function divideIntegers(a: number, b: number): FeelNumber | null {
  const numerator = BigInt(a) * divisionScale;
  const divisor = BigInt(b);
  let quotient = numerator / divisor;
  const rest = numerator % divisor;
  const twice = 2n * (rest < 0n ? -rest : rest);
  const size = divisor < 0n ? -divisor : divisor;
  if (twice > size || (twice === size && quotient % 2n !== 0n)) quotient += a < 0 === b < 0 ? 1n : -1n;
  return exact(new Exact(`${quotient}e-${divisionDigits}`));
}

/** `a ** b`; null where it is not a real number or too large. Whole exponents up to 64 are exact before rounding. */
export function power(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof b === 'number' && b >= 0 && b <= 64) {
    let result = new Widest(1);
    const base = new Widest(a.toString());
    for (let n = 0; n < b; n++) result = result.times(base);
    return exact(new Exact(result.toSignificantDigits(precision).toString()));
  }
  if (a === 0 && compareNumbers(b, 0) < 0) return null;
  return exact(Exact.pow(a, b));
}

const Widest = Decimal.clone({ precision: 64 * precision, rounding: Decimal.ROUND_HALF_EVEN });

/** `a - b * floor(a / b)`, exactly. */
export function modulo(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (b === 0) return null;
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    return (rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest) + 0;
  }
  const rest = exact(toDecimal(a).modulo(b));
  if (rest === null || rest === 0) return rest;
  return compareNumbers(rest, 0) < 0 === compareNumbers(b, 0) < 0 ? rest : exact(toDecimal(rest).plus(b));
}

export function negate(a: FeelNumber): FeelNumber {
  return typeof a === 'number' ? 0 - a : a.negated();
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : toDecimal(a).comparedTo(b);
}

export function isInteger(value: FeelNumber): boolean {
  return typeof value === 'number' || value.isInteger();
}

export function floor(value: FeelNumber): FeelNumber {
  return typeof value === 'number' ? value : (exact(value.floor()) as FeelNumber);
}

export type Rounding = 'up' | 'down' | 'half-up' | 'half-down' | 'half-even' | 'floor' | 'ceiling';

const roundings: Record<Rounding, Decimal.Rounding> = {
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  'half-up': Decimal.ROUND_HALF_UP,
  'half-down': Decimal.ROUND_HALF_DOWN,
  'half-even': Decimal.ROUND_HALF_EVEN,
  floor: Decimal.ROUND_FLOOR,
  ceiling: Decimal.ROUND_CEIL,
};

/** Rounds to `scale` digits after the point; a negative scale rounds to tens, hundreds, ... */
export function roundTo(value: FeelNumber, scale: number, rounding: Rounding): FeelNumber | null {
  if (typeof value === 'number' && scale >= 0) return value;
  if (scale >= 0) return exact(toDecimal(value).toDecimalPlaces(scale, roundings[rounding]));
  const unit = new Wide(10).pow(-scale);
  const whole = new Wide(value.toString()).div(unit).toDecimalPlaces(0, roundings[rounding]);
  return exact(new Exact(whole.times(unit).toString()).toSignificantDigits(precision));
}
