import { shapeCheck, type JsonSchema, keySchema, localTextSchema } from '@tangram/schema';

/** JSON Schema of `flows/<key>.json`; the settings of a node are checked by its node type's own schema. */
export const flowSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['title', 'form', 'enabled', 'nodes', 'edges'],
  additionalProperties: false,
  properties: {
    title: localTextSchema,
    description: localTextSchema,
    form: { type: 'string', minLength: 1 },
    enabled: { type: 'boolean' },
    nodes: {
      type: 'array',
      maxItems: 500,
      items: {
        type: 'object',
        required: ['id', 'type', 'settings'],
        additionalProperties: false,
        properties: {
          // A key, because expressions name a step's results by it.
          id: keySchema,
          type: { type: 'string' },
          title: localTextSchema,
          settings: { type: 'object' },
          position: {
            type: 'object',
            required: ['x', 'y'],
            additionalProperties: false,
            properties: { x: { type: 'number' }, y: { type: 'number' } },
          },
        },
      },
    },
    edges: {
      type: 'array',
      maxItems: 2000,
      items: {
        type: 'object',
        required: ['id', 'source', 'output', 'target'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', minLength: 1, maxLength: 200 },
          source: { type: 'string' },
          output: { type: 'string' },
          target: { type: 'string' },
        },
      },
    },
  },
};

export const shapeOfFlow = shapeCheck(flowSchema);
