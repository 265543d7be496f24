/**
 * What siblings share about a field: rules and reports ask for the value type, never for the field type.
 *
 * | value type | in JSON | in PostgreSQL |
 * | --- | --- | --- |
 * | text | string | text |
 * | number | number while it is exact in a double with at most 15 digits, else decimal text | numeric |
 * | boolean | true, false | boolean |
 * | date | `2026-11-22` | date |
 * | date-time | `2026-11-22T03:04:05.678Z` (UTC) | timestamptz |
 * | time | `09:30:00` | time |
 * | duration | ISO 8601 (`P1Y2M` or `PT36H`) | integer months or numeric seconds |
 * | reference | `{ "id": uuid, "title": text or null }` when read, the id when written | uuid |
 * | list | array | array or a table of its own |
 * | json | anything | jsonb |
 */
export const valueTypes = [
  'text',
  'number',
  'boolean',
  'date',
  'date-time',
  'time',
  'duration',
  'reference',
  'list',
  'json',
] as const;
export type ValueType = (typeof valueTypes)[number];

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

/** A record as it travels: field key -> value. System fields (`id`, `owner`, ...) are keys like any other. */
export type RecordValues = { readonly [field: string]: JsonValue };
