import type { JsonObject, JsonValue } from '@tangram/schema';
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const key = Type.String({ maxLength: 63 });
const one = <const Names extends readonly string[]>(...names: Names) =>
  Type.Unsafe<Names[number]>({ type: 'string', enum: names });

/** The draft. */
const definition = Type.Unsafe<JsonObject>({ type: 'object' });
const value = Type.Unsafe<JsonValue>({});

const question = Type.Union([
  Type.Object(
    { type: one('holds', 'gained', 'lost', 'refused', 'newly-refused', 'no-longer-refused') },
    { ...closed, description: 'The condition; what a validation refuses' },
  ),
  Type.Object({ type: one('field'), field: key }, closed),
  Type.Object({ type: one('value'), field: key, before: value, after: value }, closed),
  Type.Object({ type: one('crosses', 'falls', 'enters', 'leaves'), band: key }, closed),
]);

export const impactBody = Type.Object({ definition }, closed);

export const impactRecordsBody = Type.Object(
  {
    definition,
    question,
    after: Type.Optional(Type.String({ format: 'uuid', description: 'next of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: '20 when missing' })),
  },
  closed,
);
export type ImpactRecordsBody = Static<typeof impactRecordsBody>;
