import type { JsonValue } from '@tangram/schema';

/** A value as one cell of a file: what an import would read again, and a spreadsheet shows sensibly. */
export function cellOf(value: JsonValue, zone: string): string | number | boolean | null {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return instant.test(value) ? inZone(value, zone) : value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => cellOf(item, zone) ?? '').join(', ');
  const object = value as { readonly [name: string]: JsonValue };
  const named = object['title'] ?? object['name'] ?? object['amount'];
  return named === undefined ? JSON.stringify(value) : cellOf(named, zone);
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** `2026-11-22 11:04:05` in the workspace's zone: files are read by people. */
function inZone(text: string, zone: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : formatter(zone).format(at);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let known = formatters.get(zone);
  if (known === undefined) {
    // Swedish writes dates as ISO 8601 does.
    known = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formatters.set(zone, known);
  }
  return known;
}
