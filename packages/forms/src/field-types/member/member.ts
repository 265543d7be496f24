import type { FieldType } from '../../field-type.ts';
import { normalizeRecordId, recordIdSchema, uuidFromText } from '../../values/record-id.ts';

/** A person of the workspace. */
export const member: FieldType = {
  type: 'member',
  title: { en: 'Member', zh: '成员' },
  group: 'people',
  icon: 'UserOutlined',
  settings: { type: 'object', additionalProperties: false, properties: {} },
  valueType: () => 'reference',
  column: () => ({ sqlType: 'uuid', references: 'person', index: true }),
  jsonSchema: () => recordIdSchema,
  normalize: (raw, field, context) => normalizeRecordId(raw, field, context, 'FORM_VALUE_MEMBER'),
  sql: {
    toText: (column) => `(select person.name from "tangram"."person" as person where person.id = ${column})`,
    /** A name or an address that one person alone has. */
    fromText(value) {
      const named = `select person.id from "tangram"."person" as person where person.email = lower(btrim(${value})) or person.name = btrim(${value})`;
      return `coalesce(${uuidFromText(value)}, (select (array_agg(named.id))[1] from (${named}) as named having count(*) = 1))`;
    },
  },
};
