import type { JsonValue } from '@tangram/schema';

/** A value in a sentence or an input: a reference by its title, nothing as nothing. */
export function plainText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((one: JsonValue) => plainText(one)).join(', ');
  if (typeof value !== 'object') return String(value);
  return plainText((value as { readonly title?: JsonValue }).title);
}
