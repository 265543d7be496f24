import type { JsonValue } from '@tangram/schema';

/** A stored value as text; what no text-like type stores (a list, an object) as its JSON. */
export function textOf(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
