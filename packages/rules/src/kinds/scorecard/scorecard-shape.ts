import { keySchema, localTextSchema } from '@tangram/schema';
import { actionsSchema, feelSchema, ruleShape } from '../rule-shape.ts';

const number = { type: 'number' } as const;
const eventName = { type: 'string', minLength: 1, maxLength: 100 } as const;
const line = { key: keySchema, title: localTextSchema } as const;
const closed = { type: 'object', additionalProperties: false } as const;

const attribute = {
  ...closed,
  required: ['key', 'title', 'when', 'points'],
  properties: {
    ...line,
    when: feelSchema,
    points: { type: ['number', 'string'], minLength: 1, maxLength: 10_000 },
    group: keySchema,
  },
} as const;

/** Ten years: beyond that a table of what is left of a point would only grow. */
const days = { type: 'integer', minimum: 1, maximum: 3650 } as const;

const event = {
  ...closed,
  required: ['key', 'title', 'event', 'points', 'counts'],
  properties: {
    ...line,
    event: eventName,
    data: {
      type: 'object',
      maxProperties: 20,
      propertyNames: keySchema,
      additionalProperties: { enum: ['text', 'number', 'boolean'] },
    },
    when: feelSchema,
    points: number,
    counts: {
      anyOf: [
        { enum: ['once', 'each'] },
        {
          ...closed,
          required: ['per', 'times'],
          properties: {
            per: { enum: ['day', 'week', 'month'] },
            times: { type: 'integer', minimum: 1, maximum: 1000 },
          },
        },
      ],
    },
    cap: { type: 'number', exclusiveMinimum: 0 },
    decay: {
      ...closed,
      required: ['type', 'days'],
      properties: { type: { enum: ['half-life', 'linear'] }, days: { ...days, maximum: 365 } },
    },
  },
} as const;

const idle = {
  ...closed,
  required: ['key', 'title', 'days', 'points'],
  properties: {
    ...line,
    days,
    points: number,
    events: { type: 'array', items: eventName, maxItems: 50 },
    fields: { type: 'array', items: keySchema, maxItems: 50 },
  },
} as const;

const range = { min: number, max: number } as const;

const band = {
  ...closed,
  required: ['key', 'title', 'from'],
  properties: { ...line, from: number, actions: actionsSchema, once: { type: 'boolean' } },
} as const;

/** The shape of a scorecard's document. */
export const scorecardShape = ruleShape({
  required: ['field', 'attributes'],
  properties: {
    field: keySchema,
    attributes: { type: 'array', items: attribute, maxItems: 200 },
    events: { type: 'array', items: event, maxItems: 100 },
    idle: { type: 'array', items: idle, maxItems: 20 },
    groups: {
      type: 'array',
      items: { ...closed, required: ['key', 'title'], properties: { ...line, ...range } },
      maxItems: 50,
    },
    range: { ...closed, properties: range },
    bands: { type: 'array', items: band, maxItems: 50 },
    levelField: keySchema,
  },
});
