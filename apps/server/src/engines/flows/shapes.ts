import type { JsonObject } from '@tangram/schema';
import { Type } from 'typebox';

const closed = { additionalProperties: false };
const key = Type.String({ maxLength: 63 });
const id = Type.String({ format: 'uuid' });

export const taskQuery = Type.Object(
  {
    state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('done')], { default: 'open' })),
    app: Type.Optional(key),
    record: Type.Optional(id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);
export const taskPlace = Type.Object({ id }, closed);
export const taskActionPlace = Type.Object({ id, action: Type.String({ maxLength: 63 }) }, closed);
export const taskAction = Type.Object(
  {
    comment: Type.Optional(Type.Union([Type.String({ maxLength: 10_000 }), Type.Null()])),
    /** The person who takes over, for `transfer`. */
    to: Type.Optional(id),
    /** The same when the request is sent again. */
    request: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  },
  closed,
);

export const flowPlace = Type.Object({ app: key, flow: key }, closed);
export const runOrder = Type.Object({ record: id }, closed);
export const runPlace = Type.Object({ id }, closed);
export const runsPlace = Type.Object({ app: key }, closed);
export const runsQuery = Type.Object({ form: key, record: id }, closed);
export const runOperation = Type.Union([
  Type.Object({ type: Type.Literal('retry'), token: Type.Optional(Type.Integer()) }, closed),
  Type.Object({ type: Type.Literal('skip'), token: Type.Integer(), output: key }, closed),
  Type.Object({ type: Type.Literal('cancel') }, closed),
]);
export const flowTrial = Type.Object(
  {
    /** A draft; the published flow when missing. */
    definition: Type.Optional(Type.Unsafe<JsonObject>({ type: 'object' })),
    case: Type.Unsafe<JsonObject>({ type: 'object' }),
  },
  closed,
);
