import { hitPolicies, type JsonSchema, keySchema, localTextSchema, shapeCheck } from '@tangram/schema';

/** Most rows and columns of one table: a check of the largest still takes well under a second. */
export const maxRows = 2_000;
export const maxColumns = 50;

/** FEEL text of a cell. */
const cell = { type: 'string', maxLength: 10_000 } as const;
const feel = { type: 'string', minLength: 1, maxLength: 10_000 } as const;
const day = { type: 'string', format: 'date' } as const;
const cells = { type: 'object', additionalProperties: cell } as const;

const input = {
  type: 'object',
  required: ['key', 'title', 'expression'],
  additionalProperties: false,
  properties: { key: keySchema, title: localTextSchema, expression: feel, type: { type: 'string' }, allowed: cell },
} as const;

const output = {
  type: 'object',
  required: ['key', 'title'],
  additionalProperties: false,
  properties: { key: keySchema, title: localTextSchema, type: { type: 'string' }, allowed: cell, default: cell },
} as const;

const row = {
  type: 'object',
  required: ['key', 'inputs', 'outputs'],
  additionalProperties: false,
  properties: {
    key: keySchema,
    inputs: cells,
    outputs: cells,
    annotation: { type: 'string', maxLength: 2_000 },
    enabled: { type: 'boolean' },
    effectiveFrom: day,
    effectiveTo: day,
  },
} as const;

/** The parts of a `DecisionTable`, to stand among the properties of a document that holds one. */
export const tableProperties = {
  hitPolicy: { enum: hitPolicies },
  inputs: { type: 'array', items: input, minItems: 1, maxItems: maxColumns },
  outputs: { type: 'array', items: output, minItems: 1, maxItems: maxColumns },
  rows: { type: 'array', items: row, maxItems: maxRows },
} as const;

export const decisionTableShape: JsonSchema = {
  type: 'object',
  required: ['hitPolicy', 'inputs', 'outputs', 'rows'],
  additionalProperties: false,
  properties: tableProperties,
};

/** Only the shape of a table: `SCHEMA_*` problems. */
export const checkTableShape = shapeCheck(decisionTableShape);
