import { eventName, type ReceivedEvent } from '@tangram/rules';
import type { RecordValues } from '@tangram/schema';
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const key = Type.String({ minLength: 1, maxLength: 63 });

export const appPlace = Type.Object({ app: key }, closed);

const event = Type.Object(
  {
    form: key,
    record: Type.Union([
      Type.Object({ id: Type.String({ format: 'uuid' }) }, closed),
      Type.Object(
        {
          field: Type.String({ maxLength: 63, description: 'A field whose value names the record: email' }),
          value: Type.Union([Type.String({ maxLength: 1000 }), Type.Number()]),
        },
        closed,
      ),
    ]),
    name: Type.String({
      maxLength: 100,
      pattern: eventName,
      description: 'What happened: pricing-visit',
    }),
    at: Type.Optional(Type.String({ format: 'date-time', description: 'When; now when missing' })),
    data: Type.Optional(Type.Unsafe<RecordValues>({ type: 'object', maxProperties: 100 })),
    source: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Which system tells of it' })),
    id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Your own id of the event: sent again, it counts once',
      }),
    ),
  },
  closed,
);
const events = Type.Object({ events: Type.Array(event, { minItems: 1, maxItems: 1000 }) }, closed);

export const eventBody = Type.Union([event, events]);
export type EventBody = Static<typeof eventBody>;

export function readEvents(body: EventBody): ReceivedEvent[] {
  return ('events' in body ? body.events : [body]).map(({ at, ...rest }) => ({
    ...rest,
    ...(at === undefined ? {} : { at: new Date(at) }),
  }));
}
