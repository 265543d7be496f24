import { type JsonSchema, keySchema, localTextSchema } from '@tangram/schema';

/** FEEL text in a definition. `format` lets the settings panel offer the expression editor. */
export const feelSchema = { type: 'string', minLength: 1, maxLength: 10_000 } as const;

export const actionsSchema = {
  type: 'array',
  maxItems: 50,
  items: {
    type: 'object',
    required: ['type', 'settings'],
    additionalProperties: false,
    properties: { type: { type: 'string' }, settings: { type: 'object' } },
  },
} as const;

/** A day, `2026-11-27`. */
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' } as const;

const basics = {
  type: { type: 'string' },
  title: localTextSchema,
  description: localTextSchema,
  form: keySchema,
  enabled: { type: 'boolean' },
  order: { type: 'number' },
  effective: {
    type: 'object',
    additionalProperties: false,
    properties: { from: day, until: day },
  },
} as const;

/** The shape of a rule document: what every rule has, and what its kind adds. The types in `@tangram/schema` say the same. */
export function ruleShape(own: {
  readonly required: readonly string[];
  readonly properties: { readonly [name: string]: JsonSchema };
}): JsonSchema {
  return {
    type: 'object',
    required: ['type', 'title', 'form', 'enabled', ...own.required],
    additionalProperties: false,
    properties: { ...basics, ...own.properties },
  };
}
