import type { FieldModel } from '@tangram/forms';
import type { JsonValue, ValueType } from '@tangram/schema';

/** Makes the wire form (`schema/value-type.ts`) of what the driver gives for a column. */
export type ReadValue = (value: unknown) => JsonValue;

export function readerOf(field: FieldModel): ReadValue {
  return readers[field.valueType] ?? asIs;
}

/** For values that the driver gives in wire form. */
export const asIs: ReadValue = (value) => (value ?? null) as JsonValue;

const readers: Partial<Record<ValueType, ReadValue>> = {
  number: (value) => {
    if (value === null || value === undefined) return null;
    return typeof value === 'string' ? numberFromText(value) : Number(value);
  },
  'date-time': (value) => {
    if (value === null || value === undefined) return null;
    return value instanceof Date ? value.toISOString() : instantFromText(value as string);
  },
};

/** Digits up to which a decimal is exact as a JSON number; beyond, it travels as text. */
const exactDigits = 15;

/** `12.50` -> 12.5; `12345678901234567.1` stays text; without trailing zeros either way. */
export function numberFromText(text: string): number | string {
  if (text.length <= exactDigits) return Number(text);
  const canonical = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  const digits = canonical.replaceAll(/^-?0*\.?0*|\./g, '').length;
  return digits <= exactDigits && !canonical.startsWith('-.') ? Number(canonical) : canonical;
}

/** `2026-11-22T03:04:05.678901Z` (or with a space and `+00`) -> `2026-11-22T03:04:05.678Z`. */
export function instantFromText(text: string): string {
  const day = text.slice(0, 10);
  const time = text.slice(11, 19);
  const fraction = text[19] === '.' ? (/^\d+/.exec(text.slice(20))?.[0] ?? '') : '';
  return `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}

/** What a person sees of a masked value: enough to recognise, not to use. `13812345678` -> `138****5678`, others all hidden. */
export function maskValue(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || value === '') return null;
  const letters = Array.from(value);
  if (letters.length >= 8) return `${letters.slice(0, 3).join('')}****${letters.slice(-4).join('')}`;
  return `${letters[0] as string}***`;
}

/** A value as a sentence shows it: text as it is, nothing for a blank. */
export function textOfValue(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Deep equality of wire values; the order of keys does not count. */
export function isSameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item: JsonValue, index) => isSameValue(item, b[index] as JsonValue));
  }
  const [left, right] = [a as { [key: string]: JsonValue }, b as { [key: string]: JsonValue }];
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => isSameValue(left[key], right[key]));
}
