import type { FieldType } from '../../field-type.ts';
import { normalizeRecordId, recordIdSchema } from '../../values/record-id.ts';
import { settingsOf } from '../field-settings.ts';

interface ReferenceSettings {
  form: string;
}

/** One record of another form (or of the same): a foreign key. Paths walk it: `account.sector`. */
export const reference: FieldType = {
  type: 'reference',
  title: { en: 'Linked record', zh: '关联记录' },
  group: 'relation',
  icon: 'LinkOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    required: ['form'],
    properties: {
      form: {
        type: 'string',
        minLength: 1,
        maxLength: 127,
        title: { en: 'Form', zh: '关联表单' },
        'ui:widget': 'form',
      },
    },
  },
  valueType: () => 'reference',
  column: (field) => ({
    sqlType: 'uuid',
    references: { form: settingsOf<ReferenceSettings>(field).form ?? '' },
    index: true,
  }),
  jsonSchema: () => recordIdSchema,
  normalize: (raw, field, context) => normalizeRecordId(raw, field, context, 'FORM_VALUE_REFERENCE'),
  sql: {
    toText: (column) => `${column}::text`,
    /** The id of the one record whose title is this text; null when there is none or several. */
    fromText(value, _field, { target }) {
      if (target === undefined || target.title === null) return null;
      const named = `select target.id from ${target.table} as target where target.${target.title}::text = btrim(${value}) and target.deleted_at is null limit 2`;
      return `(select (array_agg(named.id))[1] from (${named}) as named having count(*) = 1)`;
    },
  },
};
