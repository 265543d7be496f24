import { aggregates, grains, keySchema, localTextSchema, type JsonSchema } from '@tangram/schema';

const feel = { type: 'string', minLength: 1, maxLength: 10_000 } as const;

const numberFormat = {
  type: 'object',
  required: ['style'],
  additionalProperties: false,
  properties: {
    style: { enum: ['number', 'percent', 'money'] },
    digits: { type: 'integer', minimum: 0, maximum: 10 },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  },
} as const;

/** The JSON Schema of a `ReportQuery`; what a schema cannot say is found by `checkQuery`. */
export const querySchema = {
  type: 'object',
  required: ['form', 'measures'],
  additionalProperties: false,
  properties: {
    // Of another application: `hr/employee`.
    form: { type: 'string', minLength: 1, maxLength: 130 },
    dimensions: {
      type: 'array',
      maxItems: 10,
      items: {
        type: 'object',
        required: ['key', 'field'],
        additionalProperties: false,
        properties: {
          key: keySchema,
          title: localTextSchema,
          field: { type: 'string', minLength: 1, maxLength: 500 },
          grain: { enum: grains },
        },
      },
    },
    measures: {
      type: 'array',
      minItems: 1,
      maxItems: 30,
      items: {
        type: 'object',
        required: ['key', 'aggregate'],
        additionalProperties: false,
        properties: {
          key: keySchema,
          title: localTextSchema,
          aggregate: { enum: aggregates },
          of: feel,
          filter: feel,
          format: numberFormat,
        },
      },
    },
    calculations: {
      type: 'array',
      maxItems: 30,
      items: {
        type: 'object',
        required: ['key', 'expression'],
        additionalProperties: false,
        properties: { key: keySchema, title: localTextSchema, expression: feel, format: numberFormat },
      },
    },
    filter: feel,
    having: feel,
    sort: {
      type: 'array',
      maxItems: 10,
      items: {
        type: 'object',
        required: ['by', 'direction'],
        additionalProperties: false,
        properties: { by: keySchema, direction: { enum: ['ascending', 'descending'] } },
      },
    },
    top: {
      type: 'object',
      required: ['count'],
      additionalProperties: false,
      properties: { count: { type: 'integer', minimum: 1, maximum: 1000 }, others: { type: 'boolean' } },
    },
    totals: { type: 'boolean' },
  },
} as const satisfies JsonSchema;

/** The JSON Schema of `reports/<key>.json`. */
export const reportSchema = {
  type: 'object',
  required: ['title', 'query', 'chart'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    title: localTextSchema,
    description: localTextSchema,
    query: querySchema,
    chart: {
      type: 'object',
      required: ['type'],
      additionalProperties: false,
      properties: { type: { type: 'string' }, settings: { type: 'object' } },
    },
  },
} as const satisfies JsonSchema;

/** Tiles stand on a grid of this many columns. */
export const gridColumns = 12;

/** The JSON Schema of `dashboards/<key>.json`. */
export const dashboardSchema = {
  type: 'object',
  required: ['title', 'tiles'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    title: localTextSchema,
    description: localTextSchema,
    tiles: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        required: ['id', 'report', 'x', 'y', 'width', 'height'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', minLength: 1, maxLength: 63 },
          report: keySchema,
          x: { type: 'integer', minimum: 0, maximum: gridColumns - 1 },
          y: { type: 'integer', minimum: 0, maximum: 10_000 },
          width: { type: 'integer', minimum: 1, maximum: gridColumns },
          height: { type: 'integer', minimum: 1, maximum: 40 },
        },
      },
    },
  },
} as const satisfies JsonSchema;
