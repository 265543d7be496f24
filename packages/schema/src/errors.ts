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
    message: { en: '{name} is not one of the allowed values: {allowed}.', zh: '{name}不在允许的取值之内：{allowed}。' },
  },
  SCHEMA_KEY: {
    kind: 'invalid',
    message: {
      en: '"{value}" cannot be a key: use letters, digits and _, beginning with a letter, at most 63 bytes.',
      zh: '“{value}”不能作为标识：只能用文字、数字和下划线，以文字开头，最多 63 字节。',
    },
  },
  SCHEMA_BLANK: {
    kind: 'invalid',
    message: { en: '{name} is still blank.', zh: '{name}还没有填写。' },
  },
  SCHEMA_TOO_SHORT: {
    kind: 'invalid',
    message: { en: '{name} needs at least {limit} characters.', zh: '{name}至少需要 {limit} 个字符。' },
  },
  SCHEMA_TOO_LONG: {
    kind: 'invalid',
    message: { en: '{name} may have at most {limit} characters.', zh: '{name}最多 {limit} 个字符。' },
  },
  SCHEMA_TOO_FEW: {
    kind: 'invalid',
    message: { en: '{name} needs {limit} or more of them.', zh: '{name}至少需要 {limit} 项。' },
  },
  SCHEMA_TOO_MANY: {
    kind: 'invalid',
    message: { en: '{name} may have {limit} of them, not more.', zh: '{name}最多 {limit} 项。' },
  },
  SCHEMA_REPEATED: {
    kind: 'invalid',
    message: { en: '{name} names the same thing twice.', zh: '{name}中有重复的内容。' },
  },
  SCHEMA_TOO_SMALL: {
    kind: 'invalid',
    message: { en: '{name} must be {limit} or more.', zh: '{name}不能小于 {limit}。' },
  },
  SCHEMA_TOO_LARGE: {
    kind: 'invalid',
    message: { en: '{name} must be {limit} or less.', zh: '{name}不能大于 {limit}。' },
  },
  SCHEMA_NOT_ABOVE: {
    kind: 'invalid',
    message: { en: '{name} must be more than {limit}.', zh: '{name}必须大于 {limit}。' },
  },
  SCHEMA_NOT_BELOW: {
    kind: 'invalid',
    message: { en: '{name} must be less than {limit}.', zh: '{name}必须小于 {limit}。' },
  },
  SCHEMA_PATTERN: {
    kind: 'invalid',
    message: { en: '{name} is not written as it must be: {limit}', zh: '{name}的写法不符合要求：{limit}' },
  },
  SCHEMA_LIMIT: {
    kind: 'invalid',
    message: { en: '{name} breaks a limit: {limit}.', zh: '{name}超出限制：{limit}。' },
  },
  SCHEMA_FORMAT: {
    kind: 'invalid',
    message: { en: '{name} is not written as {format}.', zh: '{name}不符合格式 {format}。' },
  },
} as const satisfies ErrorTable;
