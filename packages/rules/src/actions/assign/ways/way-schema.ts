import type { JsonObject, JsonSchema } from '@tangram/schema';
import { partTitles } from '../../part-titles.ts';

/** The branch of a way: its constant and what else it says. */
export function waySchema(
  type: string,
  title: JsonObject,
  properties: { readonly [name: string]: JsonSchema },
  optional: readonly string[] = [],
): JsonSchema {
  return {
    type: 'object',
    title,
    required: ['type', ...Object.keys(properties).filter((name) => !optional.includes(name))],
    additionalProperties: false,
    properties: { type: { const: type }, ...properties },
  };
}

export const personSetting = { type: 'string', minLength: 1, title: partTitles.person, widget: 'person' } as const;
export const groupSetting = { type: 'string', minLength: 1, title: partTitles.group, widget: 'group' } as const;
