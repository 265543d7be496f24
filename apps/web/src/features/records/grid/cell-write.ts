import { formErrors, type FieldModel, isBlank } from '@tangram/forms';
import { type JsonValue, type Language, localizeProblem, type Problem } from '@tangram/schema';

export type CellWrite =
  | { readonly type: 'same' }
  | { readonly type: 'write'; readonly value: JsonValue; readonly shown: JsonValue }
  | { readonly type: 'refused'; readonly problem: Problem };

/**
 * What an edited cell asks of the server: nothing when it means what stood there; else the value to send (`value`; a
 * reference goes as its id) and to show meanwhile (`shown`); or why it cannot be.
 */
export function cellWrite(
  field: FieldModel,
  before: JsonValue,
  after: JsonValue,
  context: { language: Language; zone: string },
): CellWrite {
  if (isBlank(after)) {
    if (isBlank(before)) return { type: 'same' };
    return { type: 'write', value: null, shown: null };
  }
  const normal = field.type.normalize(idOf(field, after), field.definition, context);
  if ('problem' in normal)
    return { type: 'refused', problem: localizeProblem(normal.problem, formErrors, context.language) };
  if (JSON.stringify(normal.value) === JSON.stringify(idOf(field, before))) return { type: 'same' };
  return { type: 'write', value: normal.value, shown: field.references === undefined ? normal.value : after };
}

function idOf(field: FieldModel, value: JsonValue): JsonValue {
  if (field.references === undefined || value === null || typeof value !== 'object' || !('id' in value)) return value;
  return (value as { id: JsonValue }).id;
}
