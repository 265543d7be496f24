import type { JsonObject } from '@tangram/schema';
import { Type } from 'typebox';

const closed = { additionalProperties: false };
const key = Type.String({ maxLength: 63 });

export const appPlace = Type.Object({ app: key }, closed);
export const reportPlace = Type.Object({ app: key, report: key }, closed);

/** What is inside is checked by the reports engine, with all problems at once. */
const query = Type.Unsafe<JsonObject>({ type: 'object' });
const row = Type.Unsafe<JsonObject>({ type: 'object' });

/** A query by itself, or one of the two ways to name one. */
export const question = Type.Union([
  Type.Object({ query }, closed),
  Type.Object({ report: key }, closed),
  Type.Unsafe<{ form: string }>({ type: 'object', required: ['form'], properties: { form: { type: 'string' } } }),
]);

export const drill = Type.Object({ query, row, measure: Type.Optional(key) }, closed);
