import { type JsonSchema, keySchema, localTextSchema } from '@tangram/schema';

/** JSON Schemas of the rule documents, by `type`; the types in `@tangram/schema` say the same. */

/** FEEL text in a definition. `format` lets the settings panel offer the expression editor. */
const feel = { type: 'string', minLength: 1, maxLength: 10_000 } as const;

const action = {
  type: 'object',
  required: ['type', 'settings'],
  additionalProperties: false,
  properties: { type: { type: 'string' }, settings: { type: 'object' } },
} as const;

const basics = {
  type: { type: 'string' },
  title: localTextSchema,
  description: localTextSchema,
  form: keySchema,
  enabled: { type: 'boolean' },
  order: { type: 'number' },
} as const;

const fields = { type: 'array', items: keySchema, minItems: 1 } as const;

const moment = {
  type: 'object',
  required: ['type'],
  additionalProperties: false,
  properties: { type: { enum: ['created', 'changed', 'saved', 'deleted'] }, fields },
} as const;

export const eventRuleShape: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'form', 'enabled', 'when', 'actions'],
  additionalProperties: false,
  properties: { ...basics, when: moment, if: feel, actions: { type: 'array', items: action, maxItems: 50 } },
};

const attribute = {
  type: 'object',
  required: ['key', 'title', 'when', 'points'],
  additionalProperties: false,
  properties: { key: keySchema, title: localTextSchema, when: feel, points: { type: 'number' } },
} as const;

const band = {
  type: 'object',
  required: ['key', 'title', 'from'],
  additionalProperties: false,
  properties: {
    key: keySchema,
    title: localTextSchema,
    from: { type: 'number' },
    actions: { type: 'array', items: action, maxItems: 50 },
  },
} as const;

export const scorecardShape: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'form', 'enabled', 'field', 'attributes'],
  additionalProperties: false,
  properties: {
    ...basics,
    field: keySchema,
    attributes: { type: 'array', items: attribute, maxItems: 200 },
    bands: { type: 'array', items: band, maxItems: 50 },
  },
};
