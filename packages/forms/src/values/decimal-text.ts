import type { JsonValue } from '@tangram/schema';

/** Expressions compute with 34 significant digits (IEEE 754 decimal128); a longer number could not be kept exactly. */
export const maxDigits = 34;

export type DecimalReading = { readonly decimal: string } | { readonly failure: 'not-a-number' | 'too-many-digits' };

/**
 * Reads a decimal exactly, never through binary floating point. Out comes canonical text: no exponent, no superfluous
 * zeros, no `-0`: `1,234.50` -> `1234.5`, `１２` -> `12`, `1.5万` -> `15000`, `(12)` -> `-12`.
 *
 * A JSON number that needs more than 15 digits is the noise of a sheet's arithmetic (0.30000000000000004) and is read
 * with the 15 digits a sheet shows. Exponents are written out, at most 34 digits long, so `1e999999` costs nothing.
 */
export function readDecimal(raw: string | number): DecimalReading {
  if (typeof raw === 'number') {
    if (!Number.isFinite(raw)) return { failure: 'not-a-number' };
    const isExact = Number.isSafeInteger(raw) || Number(raw.toPrecision(15)) === raw;
    return readPlain(isExact ? String(raw) : raw.toPrecision(15));
  }
  const text = raw.normalize('NFKC').replaceAll(/[\s_]/g, '').replaceAll('−', '-');
  const accounting = /^\((.+)\)$/.exec(text);
  const unit = /^(.*[\d.])(万|亿)$/.exec(accounting === null ? text : `-${accounting[1]}`);
  if (unit !== null) return readPlain(`${unit[1]}e${unit[2] === '万' ? 4 : 8}`);
  return readPlain(accounting === null ? text : `-${accounting[1]}`);
}

/** The wire form of a decimal (schema, value-type): a JSON number while at most 15 digits long, else its text. */
export function decimalToJson(decimal: string): number | string {
  const digits = decimal.replace('-', '').replace('.', '').replace(/^0+/, '');
  return digits.length <= 15 ? Number(decimal) : decimal;
}

/** Canonical text of a decimal in its wire form. */
export function decimalOfJson(value: JsonValue): string | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const reading = readDecimal(value);
  return 'decimal' in reading ? reading.decimal : null;
}

/** Negative, zero or positive as `a` is below, equal to or above `b`; both canonical. */
export function compareDecimals(a: string, b: string): number {
  const negative = a.startsWith('-');
  if (negative !== b.startsWith('-')) return negative ? -1 : 1;
  const [first, second] = negative ? [b.slice(1), a.slice(1)] : [a, b];
  const [firstWhole = '', firstPart = ''] = first.split('.');
  const [secondWhole = '', secondPart = ''] = second.split('.');
  if (firstWhole.length !== secondWhole.length) return firstWhole.length - secondWhole.length;
  const left = firstWhole + firstPart.padEnd(secondPart.length, '0');
  const right = secondWhole + secondPart.padEnd(firstPart.length, '0');
  return left === right ? 0 : left < right ? -1 : 1;
}

/** `12.5` moved by -2 -> `0.125`; exact. */
export function shiftDecimal(decimal: string, places: number): string {
  const reading = readPlain(`${decimal}e${places}`);
  return 'decimal' in reading ? reading.decimal : decimal;
}

/** Digits after the point. */
export function decimalPlaces(decimal: string): number {
  const point = decimal.indexOf('.');
  return point < 0 ? 0 : decimal.length - point - 1;
}

const plain = /^([+-]?)(\d+|\d{1,3}(?:,\d{2,3})*,\d{3})?(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

function readPlain(text: string): DecimalReading {
  const match = text.length > 200 ? null : plain.exec(text);
  if (match === null) return { failure: 'not-a-number' };
  const whole = (match[2] ?? '').replaceAll(',', '');
  const part = match[3] ?? '';
  if (whole === '' && part === '') return { failure: 'not-a-number' };
  const digits = (whole + part).replace(/^0+/, '').replace(/0+$/, '');
  if (digits === '') return { decimal: '0' };
  const trailing = (whole + part).length - (whole + part).replace(/0+$/, '').length;
  // The number is 0.<digits> x 10^point.
  const point = digits.length + trailing - part.length + Number(match[4] ?? 0);
  if (digits.length > maxDigits || point > maxDigits || digits.length - point > maxDigits) {
    return { failure: 'too-many-digits' };
  }
  const absolute =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits.padEnd(point, '0')
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return { decimal: match[1] === '-' ? `-${absolute}` : absolute };
}
