import type { JsonObject, RecordValues } from '@tangram/schema';
import { Type } from 'typebox';

const closed = { additionalProperties: false };
const key = Type.String({ maxLength: 63 });
const id = Type.String({ format: 'uuid' });
const values = Type.Unsafe<RecordValues>({ type: 'object' });

export const rulePlace = Type.Object({ app: key, rule: key }, closed);
export const recordPlace = Type.Object({ app: key, form: key, id }, closed);

export const formPlace = Type.Object({ app: key, form: key }, closed);
export const buttonPlace = Type.Object({ app: key, form: key, id, rule: key }, closed);

/** A record that is being typed. */
export const unsaved = Type.Object(
  {
    /** Of the record that is changed; a new one when missing. */
    id: Type.Optional(id),
    values,
  },
  closed,
);

export const scorePage = Type.Object(
  {
    /** Changes per card; 50 when missing. */
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    /** Id of a change: older ones. */
    after: Type.Optional(Type.String({ pattern: '^\\d{1,19}$' })),
  },
  closed,
);

export const tableDraft = Type.Object(
  {
    /** A draft; the published rule when missing. */
    definition: Type.Optional(Type.Unsafe<JsonObject>({ type: 'object' })),
  },
  closed,
);

export const ruleTrial = Type.Object(
  {
    /** A draft; the published rule when missing. */
    definition: Type.Optional(Type.Unsafe<JsonObject>({ type: 'object' })),
    sample: Type.Union([
      Type.Object({ type: Type.Literal('record'), id }, closed),
      Type.Object(
        {
          type: Type.Literal('values'),
          values,
          before: Type.Optional(Type.Unsafe<RecordValues | null>({ type: ['object', 'null'] })),
        },
        closed,
      ),
      Type.Object({ type: Type.Literal('latest'), limit: Type.Integer({ minimum: 1, maximum: 200 }) }, closed),
    ]),
  },
  closed,
);
