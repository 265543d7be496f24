import { type JsonSchema, keySchema, localTextSchema } from '@tangram/schema';

const fieldKey = { type: 'string', minLength: 1, maxLength: 63 } as const;
const feel = { type: 'string', minLength: 1, maxLength: 10_000 } as const;
const fieldKeys = { type: 'array', maxItems: 500, items: fieldKey } as const;

/** The shape of `FormDefinition`; `checkForm` says what a shape cannot. */
export const formSchema: JsonSchema = {
  type: 'object',
  required: ['type', 'properties', 'form'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    type: { const: 'object' },
    properties: {
      type: 'object',
      additionalProperties: { type: 'object', required: ['field'], properties: { field: fieldShape() } },
    },
    required: fieldKeys,
    form: {
      type: 'object',
      required: ['title', 'layout'],
      additionalProperties: false,
      properties: {
        title: localTextSchema,
        description: localTextSchema,
        icon: { type: 'string', maxLength: 100 },
        titleField: fieldKey,
        stageField: fieldKey,
        layout: { type: 'array', items: { $ref: '#/$defs/node' } },
        conditions: {
          type: 'array',
          maxItems: 500,
          items: {
            type: 'object',
            required: ['effect', 'when', 'fields'],
            additionalProperties: false,
            properties: {
              effect: { enum: ['show', 'require', 'read-only'] },
              when: feel,
              fields: { ...fieldKeys, minItems: 1 },
            },
          },
        },
        views: { type: 'array', maxItems: 100, items: viewShape() },
        public: {
          type: 'object',
          required: ['enabled', 'fields'],
          additionalProperties: false,
          properties: {
            enabled: { type: 'boolean' },
            fields: fieldKeys,
            title: localTextSchema,
            thanks: localTextSchema,
          },
        },
      },
    },
  },
  $defs: {
    node: {
      type: 'object',
      required: ['type'],
      properties: {
        type: { enum: ['field', 'section'] },
        field: fieldKey,
        span: { type: 'integer', minimum: 1, maximum: 4 },
        title: localTextSchema,
        columns: { type: 'integer', minimum: 1, maximum: 4 },
        children: { type: 'array', items: { $ref: '#/$defs/node' } },
      },
      additionalProperties: false,
      dependentSchemas: {
        field: { properties: { type: { const: 'field' } } },
        children: { properties: { type: { const: 'section' } } },
      },
    },
  },
};

function fieldShape(): JsonSchema {
  return {
    type: 'object',
    required: ['type', 'title'],
    additionalProperties: false,
    properties: {
      type: { type: 'string', minLength: 1, maxLength: 63 },
      title: localTextSchema,
      help: localTextSchema,
      placeholder: localTextSchema,
      default: feel,
      formula: feel,
      unique: { type: 'boolean' },
      indexed: { type: 'boolean' },
      settings: { type: 'object' },
    },
  };
}

function viewShape(): JsonSchema {
  return {
    type: 'object',
    required: ['key', 'title', 'type', 'columns'],
    additionalProperties: false,
    properties: {
      key: keySchema,
      title: localTextSchema,
      type: { const: 'grid' },
      columns: {
        type: 'array',
        maxItems: 500,
        items: {
          type: 'object',
          required: ['field'],
          additionalProperties: false,
          properties: {
            field: { type: 'string', minLength: 1, maxLength: 300 },
            width: { type: 'integer', minimum: 40, maximum: 2000 },
          },
        },
      },
      filter: feel,
      sort: {
        type: 'array',
        maxItems: 10,
        items: {
          type: 'object',
          required: ['field', 'direction'],
          additionalProperties: false,
          properties: {
            field: { type: 'string', minLength: 1, maxLength: 300 },
            direction: { enum: ['ascending', 'descending'] },
          },
        },
      },
    },
  };
}
