import type { JsonObject, RecordValues } from '@tangram/schema';
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const key = Type.String({ maxLength: 63 });
const values = Type.Unsafe<RecordValues>({ type: 'object' });
/** A draft; the published rule when missing. */
const definition = Type.Optional(Type.Unsafe<JsonObject>({ type: 'object' }));

export const casePlace = Type.Object({ app: key, rule: key, id: Type.String({ pattern: '^\\d{1,18}$' }) }, closed);

export const caseBody = Type.Object(
  {
    definition,
    sample: Type.Union([
      Type.Object({ type: Type.Literal('record'), id: Type.String({ format: 'uuid' }) }, closed),
      Type.Object(
        {
          type: Type.Literal('values'),
          values,
          before: Type.Optional(Type.Unsafe<RecordValues | null>({ type: ['object', 'null'] })),
        },
        closed,
      ),
    ]),
    expected: Type.Optional(
      Type.Object(
        {
          values: Type.Optional(values),
          nothingElse: Type.Optional(Type.Boolean({ description: 'No other field is changed' })),
          refused: Type.Optional(Type.Boolean({ description: 'Whether the record is refused' })),
        },
        {
          ...closed,
          description: 'What is missing may be anything; missing altogether: what the rule comes to is right',
        },
      ),
    ),
  },
  closed,
);
export type CaseBody = Static<typeof caseBody>;

export const caseRun = Type.Object({ definition }, closed);
