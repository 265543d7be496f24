import type { FieldDefinition, JsonObject } from '@tangram/schema';

/** A field's settings as its type's own interface; `checkForm` holds them to the type's settings schema. */
export function settingsOf<Settings extends object>(field: FieldDefinition): Partial<Settings> {
  const settings: JsonObject = field.settings ?? {};
  return settings as Partial<Settings>;
}
