import type { ErrorTable } from './problem.ts';

/** Mistakes of shape: what a JSON Schema finds. Engines add their own tables for what a schema cannot say. */
export const schemaErrors = {
  SCHEMA_TYPE: {
    kind: 'invalid',
    message: { en: '{name} must be {expected}.', zh: '{name}应为{expected}。' },
  },
  SCHEMA_REQUIRED: {
    kind: 'invalid',
    message: { en: '{name} is missing.', zh: '缺少{name}。' },
  },
  SCHEMA_UNKNOWN: {
    kind: 'invalid',
    message: { en: '"{name}" is not known here.', zh: '此处没有“{name}”。' },
  },
  SCHEMA_VALUE: {
    kind: 'invalid',
    message: { en: '{name} is not one of the allowed values: {allowed}.', zh: '{name}不在允许的取值之内:{allowed}。' },
  },
  SCHEMA_KEY: {
    kind: 'invalid',
    message: {
      en: '"{value}" cannot be a key: use letters, digits and _, beginning with a letter, at most 63 bytes.',
      zh: '“{value}”不能作为标识:只能用文字、数字和下划线,以文字开头,最多 63 字节。',
    },
  },
  SCHEMA_LIMIT: {
    kind: 'invalid',
    message: { en: '{name} breaks a limit: {limit}.', zh: '{name}超出限制:{limit}。' },
  },
  SCHEMA_FORMAT: {
    kind: 'invalid',
    message: { en: '{name} is not written as {format}.', zh: '{name}不符合格式 {format}。' },
  },
} as const satisfies ErrorTable;
