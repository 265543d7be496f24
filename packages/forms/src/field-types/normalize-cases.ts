import type { FieldDefinition, JsonObject, JsonValue } from '@tangram/schema';
import type { FieldType } from '../field-type.ts';

/** What each raw value becomes: a value, or `{ refused: code }`. For tests of field types. */
export type NormalizeCases = readonly (readonly [raw: JsonValue, becomes: JsonValue | Refused])[];
type Refused = { readonly refused: string };

export function refused(code: string): Refused {
  return { refused: code };
}

export function fieldOf(type: FieldType, settings?: JsonObject): FieldDefinition {
  return { type: type.type, title: { en: 'Thing', zh: '东西' }, ...(settings === undefined ? {} : { settings }) };
}

/** Runs one raw value through a type, in the zone of Shanghai. */
export function normalizedBy(type: FieldType, raw: JsonValue, settings?: JsonObject): JsonValue | Refused {
  const result = type.normalize(raw, fieldOf(type, settings), { language: 'en', zone: 'Asia/Shanghai' });
  return 'problem' in result ? refused(result.problem.code) : result.value;
}
