import { definitionKinds } from '@tangram/schema';
import { type TProperties, Type } from 'typebox';

const strict = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

const key = Type.String({ minLength: 1, maxLength: 200 });
const kind = Type.Unsafe<(typeof definitionKinds)[number]>({ enum: definitionKinds });

export const byApp = strict({ app: key });
export const byAddress = strict({ app: key, kind, key });
export const byVersion = strict({ app: key, kind, key, version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) });
export const versionPage = strict({ before: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) });

export const newApp = strict({
  key: Type.Optional(Type.String({ format: 'tangram-key', maxLength: 63 })),
  title: Type.Unsafe<string | { [language: string]: string }>({
    anyOf: [
      { type: 'string', minLength: 1, maxLength: 500 },
      { type: 'object', minProperties: 1, additionalProperties: { type: 'string', maxLength: 500 } },
    ],
  }),
  icon: Type.Optional(Type.String({ maxLength: 100 })),
  color: Type.Optional(Type.String({ pattern: '^#[0-9a-fA-F]{6}$' })),
});

/** The document itself is checked by its kind, which says all mistakes at once and lets a half-made draft be saved. */
export const draft = strict({
  definition: Type.Unsafe<unknown>({ type: 'object' }),
  revision: Type.Optional(Type.Integer({ minimum: 0 })),
});
export const publication = strict({
  revision: Type.Optional(Type.Integer({ minimum: 0 })),
  accept: Type.Optional(Type.Boolean()),
});
export const removal = strict({ accept: Type.Optional(Type.Boolean()) });
export const planning = strict({ remove: Type.Optional(Type.Boolean()) });

export const byTemplate = strict({ template: key });
export const installation = strict({ sampleData: Type.Optional(Type.Boolean()) });
