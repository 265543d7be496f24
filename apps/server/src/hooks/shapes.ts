import { eventName } from '@tangram/rules';
import type { RecordValues } from '@tangram/schema';
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const key = Type.String({ minLength: 1, maxLength: 63 });

export const byToken = Type.Object({ token: Type.String({ maxLength: 100 }) }, closed);
export const hookForm = Type.Object({ app: key, form: key }, closed);
export const hookPlace = Type.Object({ app: key, form: key, id: Type.String({ format: 'uuid' }) }, closed);
export const newHook = Type.Object(
  { title: Type.String({ minLength: 1, maxLength: 100, description: 'Which system tells: Website' }) },
  closed,
);

const told = {
  event: Type.String({ maxLength: 100, pattern: eventName, description: 'What happened: pricing-visit' }),
  at: Type.Optional(Type.String({ format: 'date-time', description: 'When; now when missing' })),
  data: Type.Optional(Type.Unsafe<RecordValues>({ type: 'object', maxProperties: 100 })),
  id: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Your own id of the event: sent again, it counts once' }),
  ),
};
const match = Type.Object(
  { field: Type.String({ maxLength: 63 }), value: Type.Union([Type.String({ maxLength: 1000 }), Type.Number()]) },
  { ...closed, description: 'A field whose value names the record' },
);
const entry = Type.Union([
  Type.Object({ ...told, record: Type.String({ format: 'uuid' }) }, closed),
  Type.Object({ ...told, match }, closed),
]);

export const hookBody = Type.Union([entry, Type.Array(entry, { minItems: 1, maxItems: 1000 })]);
export type HookBody = Static<typeof hookBody>;
export type HookEntry = Static<typeof entry>;
