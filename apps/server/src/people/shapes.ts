import { type TProperties, Type } from 'typebox';

const closed = { additionalProperties: false };
const strict = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, closed);

export const localText = Type.Unsafe<string | { [language: string]: string }>({
  anyOf: [
    { type: 'string', minLength: 1, maxLength: 500 },
    { type: 'object', minProperties: 1, additionalProperties: { type: 'string', maxLength: 500 } },
  ],
});
export const uuid = Type.String({ format: 'uuid' });
const idOrNull = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'uuid' });
const textOrNull = Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 254 });
const language = Type.Unsafe<'en' | 'zh' | null>({ enum: ['en', 'zh', null] });
const name = Type.String({ minLength: 1, maxLength: 200 });
const dayOrNull = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date' });
/** `absent_until` goes with `absent_from`: blank when missing. */
export const absence = { absent_from: Type.Optional(dayOrNull), absent_until: Type.Optional(dayOrNull) };

export const byId = strict({ id: uuid });

const personParts = {
  email: Type.Optional(textOrNull),
  manager: Type.Optional(idOrNull),
  department: Type.Optional(idOrNull),
  language: Type.Optional(language),
  is_administrator: Type.Optional(Type.Boolean()),
  password: Type.Optional(Type.String({ maxLength: 1000 })),
};
export const newPerson = strict({ name, ...personParts });
export const personChanges = strict({
  name: Type.Optional(name),
  is_active: Type.Optional(Type.Boolean()),
  ...absence,
  ...personParts,
});

const members = Type.Array(uuid, { maxItems: 10_000 });
export const newGroup = strict({
  key: Type.Optional(Type.String({ format: 'tangram-key', maxLength: 63 })),
  title: localText,
  members: Type.Optional(members),
});
export const groupChanges = strict({ title: Type.Optional(localText), members: Type.Optional(members) });

export const newDepartment = strict({
  title: localText,
  parent: Type.Optional(idOrNull),
  head: Type.Optional(idOrNull),
});
export const departmentChanges = strict({
  title: Type.Optional(localText),
  parent: Type.Optional(idOrNull),
  head: Type.Optional(idOrNull),
});

const holder = strict({
  person_id: Type.Optional(idOrNull),
  group_id: Type.Optional(idOrNull),
  department_id: Type.Optional(idOrNull),
});
export const roleAddress = strict({ app: Type.String(), role: Type.String() });
export const roleMembers = strict({ members: Type.Array(holder, { maxItems: 10_000 }) });
