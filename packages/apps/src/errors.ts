import type { ErrorTable } from '@tangram/schema';

export const appErrors = {
  APP_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no application "{app}".', zh: '没有应用“{app}”。' },
  },
  APP_EXISTS: {
    kind: 'conflict',
    message: { en: 'An application "{app}" exists already.', zh: '应用“{app}”已存在。' },
  },
  APP_KEY_RESERVED: {
    kind: 'invalid',
    message: {
      en: '"{app}" cannot be the key of an application: the database uses this name itself.',
      zh: '“{app}”不能作为应用标识：数据库自身使用这个名字。',
    },
  },
  APP_DESIGN_FORBIDDEN: {
    kind: 'forbidden',
    message: { en: 'Only an administrator may change applications.', zh: '只有管理员可以修改应用。' },
  },
  APP_DEFINITION_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'The application "{app}" has no {kind} "{key}".', zh: '应用“{app}”没有{kind}“{key}”。' },
  },
  APP_VERSION_UNKNOWN: {
    kind: 'not-found',
    message: { en: '"{key}" has no version {version}.', zh: '“{key}”没有第 {version} 版。' },
  },
  APP_DEFINITION_STALE: {
    kind: 'conflict',
    message: {
      en: 'Somebody else has saved this in the meantime (revision {theirs}, yours is from {mine}).',
      zh: '他人已在此期间保存（第 {theirs} 次修订，您的基于第 {mine} 次）。',
    },
    hint: {
      en: 'Load it again and repeat your change.',
      zh: '请重新加载后再修改。',
    },
  },
  APP_NOTHING_TO_PUBLISH: {
    kind: 'conflict',
    message: { en: 'There is no draft of {kind} "{key}" to publish.', zh: '{kind}“{key}”没有可发布的草稿。' },
  },
  APP_CHANGE_BREAKS: {
    kind: 'conflict',
    message: { en: 'The change would break {kind} "{title}": {problem}', zh: '该修改会破坏{kind}“{title}”：{problem}' },
    hint: {
      en: 'Change that first, or publish all the same by accepting the impact.',
      zh: '请先修改它，或确认影响后仍然发布。',
    },
  },
  APP_CONVERSION_LOSES: {
    kind: 'conflict',
    message: {
      en: '{count} values of "{field}" cannot be converted and would be left blank, for example {examples}.',
      zh: '“{field}”有 {count} 个值无法转换，将变为空，例如 {examples}。',
    },
    hint: { en: 'Publish all the same by accepting the impact.', zh: '确认影响后仍可发布。' },
  },
  APP_VALUES_FORBID: {
    kind: 'conflict',
    message: {
      en: '{count} values of "{field}" do not allow it, for example {examples}.',
      zh: '“{field}”有 {count} 个值不允许这样修改，例如 {examples}。',
    },
    hint: { en: 'Change these values first.', zh: '请先修改这些值。' },
  },
  APP_FILE_NAME: {
    kind: 'invalid',
    message: { en: '"{file}" is not a file of an application.', zh: '“{file}”不是应用的文件。' },
    hint: {
      en: 'Expected app.json and forms/, roles/, rules/, flows/, reports/, dashboards/ with <key>.json, data/<form>.csv, imports/<name>.json.',
      zh: '应为 app.json，以及 forms/、roles/、rules/、flows/、reports/、dashboards/ 下的 <标识>.json、data/<表单>.csv、imports/<名称>.json。',
    },
  },
  APP_FILE_JSON: {
    kind: 'invalid',
    message: { en: '"{file}" is not JSON: {reason}', zh: '“{file}”不是有效的 JSON:{reason}' },
  },
  APP_FILE_MISSING: {
    kind: 'invalid',
    message: { en: 'The file "{file}" is missing.', zh: '缺少文件“{file}”。' },
  },
  APP_MENU_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The menu names {kind} "{key}", which does not exist.', zh: '菜单中的{kind}“{key}”不存在。' },
  },
  APP_ROLE_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The role names {kind} "{key}", which does not exist.', zh: '角色中的{kind}“{key}”不存在。' },
  },
  APP_SAMPLE_DATA: {
    kind: 'invalid',
    message: {
      en: 'Row {row} of data/{form}.csv was not loaded: {problem}',
      zh: 'data/{form}.csv 第 {row} 行未载入：{problem}',
    },
  },
} as const satisfies ErrorTable;
