import type { FieldDefinition, JsonValue } from '@tangram/schema';
import type { NormalizeContext, Normalized } from '../field-type.ts';
import { blank, quoted, refuse } from './plain-text.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** JSON Schema of the id of a record or person, as it is written. */
export const recordIdSchema = { type: 'string', format: 'uuid' } as const;

/**
 * The id out of what a picker, an API or a read record gives: `"0198..."` or `{ "id": "0198...", "title": "Acme" }`.
 * Names are not looked up here: the import maps them to ids first, where it can say how many are called so.
 */
export function normalizeRecordId(
  raw: JsonValue,
  field: FieldDefinition,
  context: NormalizeContext,
  code: 'FORM_VALUE_REFERENCE' | 'FORM_VALUE_MEMBER',
): Normalized {
  const given = raw !== null && typeof raw === 'object' && 'id' in raw ? (raw as { id: JsonValue }).id : raw;
  if (given === null || (typeof given === 'string' && given.trim() === '')) return blank;
  const id = typeof given === 'string' ? given.trim().toLowerCase() : '';
  return uuid.test(id) ? { value: id } : refuse(code, field, context, { value: quoted(given) });
}

/** SQL: a text as a uuid, null when it is none. */
export function uuidFromText(text: string): string {
  return `case when ${text} ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then ${text}::uuid end`;
}
