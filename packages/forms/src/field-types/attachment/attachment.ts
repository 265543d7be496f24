import type { JsonObject, JsonValue } from '@tangram/schema';
import type { FieldType } from '../../field-type.ts';
import { blank, isStorable, refuse } from '../../values/plain-text.ts';
import { settingsOf } from '../field-settings.ts';

interface AttachmentSettings {
  maxFiles: number;
}

const mostFiles = 50;

/** An uploaded file as a record holds it: `id` is what the upload answered, `size` is in bytes. */
type AttachedFile = {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
};

/** Uploaded files, in the order in which they were added. */
export const attachment: FieldType = {
  type: 'attachment',
  title: { en: 'Attachment', zh: '附件' },
  group: 'file',
  icon: 'PaperClipOutlined',
  settings: {
    type: 'object',
    additionalProperties: false,
    properties: {
      maxFiles: { type: 'integer', minimum: 1, maximum: mostFiles, title: { en: 'At most (files)', zh: '最多文件数' } },
    },
  },
  valueType: () => 'json',
  column: () => ({ sqlType: 'jsonb' }),
  jsonSchema: (field) => ({
    type: 'array',
    maxItems: settingsOf<AttachmentSettings>(field).maxFiles ?? mostFiles,
    items: {
      type: 'object',
      required: ['id', 'name', 'size', 'type'],
      additionalProperties: false,
      properties: {
        id: { type: 'string', maxLength: 100 },
        name: { type: 'string', maxLength: 255 },
        size: { type: 'integer', minimum: 0 },
        type: { type: 'string', maxLength: 150 },
      },
    },
  }),
  normalize(raw, field, context) {
    if (raw === null || raw === '') return blank;
    const given: readonly JsonValue[] = Array.isArray(raw) ? raw : [raw];
    const files = given.map(fileOf).filter((file) => file !== undefined);
    if (files.length < given.length) return refuse('FORM_VALUE_FILE', field, context);
    const { maxFiles = mostFiles } = settingsOf<AttachmentSettings>(field);
    if (files.length > maxFiles) {
      return refuse('FORM_VALUE_FILES', field, context, { limit: maxFiles, count: files.length });
    }
    return files.length === 0 ? blank : { value: files };
  },
  sql: {
    toText: (column) => `(select string_agg(file ->> 'name', ', ') from jsonb_array_elements(${column}) as file)`,
    fromText: () => null,
  },
};

/** Only the four members that are known; undefined when one is missing or wrong. */
function fileOf(raw: JsonValue): AttachedFile | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { id, name, size, type } = raw as JsonObject;
  if (typeof id !== 'string' || id.length > 100 || !/^[\w-]+$/.test(id)) return undefined;
  if (typeof name !== 'string' || name === '' || name.length > 255 || !isStorable(name)) return undefined;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return undefined;
  if (typeof type !== 'string' || !/^[\w.+-]+\/[\w.+-]+$/.test(type) || type.length > 150) return undefined;
  return { id, name, size, type };
}
