import { type ErrorTable, problemsOf } from '@tangram/schema';

/** Everything that can be wrong with a form, its fields, or a value typed into one. */
export const formErrors = {
  FORM_VALUE_REQUIRED: {
    kind: 'invalid',
    message: { en: '"{title}" must be filled in.', zh: '“{title}”为必填项。' },
  },
  FORM_VALUE_TEXT: {
    kind: 'invalid',
    message: { en: '"{title}" must be a text.', zh: '“{title}”应为文本。' },
  },
  FORM_VALUE_CHARACTER: {
    kind: 'invalid',
    message: {
      en: '"{title}" holds a character that cannot be stored (a NUL or half of a surrogate pair).',
      zh: '“{title}”含有无法保存的字符（空字符或不完整的字符）。',
    },
  },
  FORM_VALUE_LONG: {
    kind: 'invalid',
    message: {
      en: '"{title}" may have at most {limit} characters; this one has {length}.',
      zh: '“{title}”最多 {limit} 个字符，现有 {length} 个。',
    },
  },
  FORM_VALUE_SHORT: {
    kind: 'invalid',
    message: {
      en: '"{title}" must have at least {limit} characters; this one has {length}.',
      zh: '“{title}”至少 {limit} 个字符，现有 {length} 个。',
    },
  },
  FORM_VALUE_MOBILE: {
    kind: 'invalid',
    message: {
      en: '"{title}" is not a mobile number: {value}.',
      zh: '“{title}”不是有效的手机号：{value}。',
    },
    hint: {
      en: 'Eleven digits beginning with 13 to 19, or an international number beginning with + and the country code.',
      zh: '请填写 11 位手机号（13 至 19 开头），或以 + 和国家代码开头的国际号码。',
    },
  },
  FORM_VALUE_EMAIL: {
    kind: 'invalid',
    message: { en: '"{title}" is not an e-mail address: {value}.', zh: '“{title}”不是有效的邮箱地址：{value}。' },
    hint: { en: 'It looks like name@example.com.', zh: '格式如 name@example.com。' },
  },
  FORM_VALUE_URL: {
    kind: 'invalid',
    message: { en: '"{title}" is not a web address: {value}.', zh: '“{title}”不是有效的网址：{value}。' },
    hint: { en: 'It begins with https:// or http://.', zh: '网址以 https:// 或 http:// 开头。' },
  },
  FORM_VALUE_NUMBER: {
    kind: 'invalid',
    message: { en: '"{title}" is not a number: {value}.', zh: '“{title}”不是数字：{value}。' },
    hint: {
      en: 'Write digits with a point for decimals: 1234.5 or 1,234.5.',
      zh: '请用数字填写，小数点用“.”：1234.5 或 1,234.5。',
    },
  },
  FORM_VALUE_PRECISION: {
    kind: 'invalid',
    message: {
      en: '"{title}" may have at most {limit} digits after the point: {value}.',
      zh: '“{title}”最多 {limit} 位小数：{value}。',
    },
  },
  FORM_VALUE_DIGITS: {
    kind: 'invalid',
    message: {
      en: '"{title}" has more than {limit} digits; it could not be kept exactly.',
      zh: '“{title}”超过 {limit} 位数字，无法精确保存。',
    },
  },
  FORM_VALUE_MINIMUM: {
    kind: 'invalid',
    message: { en: '"{title}" must be at least {limit}: {value}.', zh: '“{title}”不能小于 {limit}：{value}。' },
  },
  FORM_VALUE_MAXIMUM: {
    kind: 'invalid',
    message: { en: '"{title}" must be at most {limit}: {value}.', zh: '“{title}”不能大于 {limit}：{value}。' },
  },
  FORM_VALUE_BOOLEAN: {
    kind: 'invalid',
    message: { en: '"{title}" must be yes or no: {value}.', zh: '“{title}”应填“是”或“否”：{value}。' },
  },
  FORM_VALUE_DATE: {
    kind: 'invalid',
    message: { en: '"{title}" is not a date: {value}.', zh: '“{title}”不是有效的日期：{value}。' },
    hint: {
      en: 'Write the year first: 2026-11-22. Day and month in another order are only read when they cannot be confused.',
      zh: '请按年月日填写：2026-11-22。',
    },
  },
  FORM_VALUE_DATE_TIME: {
    kind: 'invalid',
    message: { en: '"{title}" is not a date with a time: {value}.', zh: '“{title}”不是有效的日期时间：{value}。' },
    hint: { en: 'Write it like 2026-11-22 09:30.', zh: '格式如 2026-11-22 09:30。' },
  },
  FORM_VALUE_EARLY: {
    kind: 'invalid',
    message: { en: '"{title}" must not be before {limit}: {value}.', zh: '“{title}”不能早于 {limit}：{value}。' },
  },
  FORM_VALUE_LATE: {
    kind: 'invalid',
    message: { en: '"{title}" must not be after {limit}: {value}.', zh: '“{title}”不能晚于 {limit}：{value}。' },
  },
  FORM_VALUE_OPTION: {
    kind: 'invalid',
    message: { en: '"{title}" has no option "{value}".', zh: '“{title}”没有选项“{value}”。' },
  },
  FORM_VALUE_CHOICES: {
    kind: 'invalid',
    message: {
      en: '"{title}" may have at most {limit} choices; there are {count}.',
      zh: '“{title}”最多选 {limit} 项，现有 {count} 项。',
    },
  },
  FORM_VALUE_REFERENCE: {
    kind: 'invalid',
    message: {
      en: '"{title}" must be a record chosen from the list: {value}.',
      zh: '“{title}”应为从列表中选择的记录：{value}。',
    },
  },
  FORM_VALUE_MEMBER: {
    kind: 'invalid',
    message: {
      en: '"{title}" must be a person chosen from the list: {value}.',
      zh: '“{title}”应为从列表中选择的成员：{value}。',
    },
  },
  FORM_VALUE_GENERATED: {
    kind: 'invalid',
    message: { en: '"{title}" is filled in by itself.', zh: '“{title}”由系统自动生成。' },
  },
  FORM_VALUE_FILE: {
    kind: 'invalid',
    message: {
      en: '"{title}" holds something that is not an uploaded file.',
      zh: '“{title}”含有不是已上传文件的内容。',
    },
  },
  FORM_VALUE_FILES: {
    kind: 'invalid',
    message: {
      en: '"{title}" may have at most {limit} files; there are {count}.',
      zh: '“{title}”最多 {limit} 个文件，现有 {count} 个。',
    },
  },
  FORM_VALUE_SHAPE: {
    kind: 'invalid',
    message: { en: '"{title}" does not fit: {detail}', zh: '“{title}”的值不符合要求：{detail}' },
  },
  FORM_FIELD_KEY: {
    kind: 'invalid',
    message: {
      en: '"{field}" cannot be the key of a field: use letters, digits and _, beginning with a letter, at most 63 bytes.',
      zh: '“{field}”不能作为字段标识：只能用文字、数字和下划线，以文字开头，最多 63 字节。',
    },
  },
  FORM_FIELD_KEY_RESERVED: {
    kind: 'invalid',
    message: {
      en: '"{field}" is a name that the platform, the database or the expression language keeps for itself.',
      zh: '“{field}”是系统、数据库或表达式的保留名称，请换一个标识。',
    },
  },
  FORM_FIELD_UNTITLED: {
    kind: 'invalid',
    message: { en: 'The field "{field}" has no title.', zh: '字段“{field}”没有名称。' },
  },
  FORM_FIELD_TYPE_UNKNOWN: {
    kind: 'invalid',
    message: {
      en: 'Field "{field}" has the type "{type}", which does not exist.',
      zh: '字段“{field}”的类型“{type}”不存在。',
    },
  },
  FORM_FIELD_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The form has no field "{field}".', zh: '表单没有字段“{field}”。' },
  },
  FORM_FIELD_REPEATED: {
    kind: 'invalid',
    message: { en: 'The field "{field}" is named here twice.', zh: '字段“{field}”在此处重复出现。' },
  },
  FORM_FIELD_NOT_UNIQUE: {
    kind: 'invalid',
    message: {
      en: 'Field "{field}" cannot be unique: its type "{type}" does not allow it.',
      zh: '字段“{field}”不能设为唯一：类型“{type}”不支持。',
    },
  },
  FORM_FIELD_FORMULA_AND_DEFAULT: {
    kind: 'invalid',
    message: {
      en: 'Field "{field}" has a formula; a default would never be used.',
      zh: '字段“{field}”已有公式，默认值不会生效。',
    },
  },
  FORM_FIELD_GENERATED: {
    kind: 'invalid',
    message: {
      en: 'Field "{field}" is filled in by itself; it takes neither a formula nor a default.',
      zh: '字段“{field}”由系统自动生成，不能设置公式或默认值。',
    },
  },
  FORM_REQUIRED_COMPUTED: {
    kind: 'invalid',
    message: {
      en: 'Field "{field}" is computed; nobody can be required to fill it in.',
      zh: '字段“{field}”由系统计算，不能设为必填。',
    },
  },
  FORM_REFERENCE_UNKNOWN: {
    kind: 'invalid',
    message: {
      en: 'Field "{field}" links to the form "{form}", which does not exist.',
      zh: '字段“{field}”关联的表单“{form}”不存在。',
    },
  },
  FORM_TOO_MANY_FIELDS: {
    kind: 'invalid',
    message: {
      en: 'A form has at most {limit} fields; this one has {count}.',
      zh: '一个表单最多 {limit} 个字段，现有 {count} 个。',
    },
  },
  FORM_LAYOUT_DEEP: {
    kind: 'invalid',
    message: { en: 'Sections stand at most {limit} deep in one another.', zh: '分区最多嵌套 {limit} 层。' },
  },
  FORM_TITLE_FIELD: {
    kind: 'invalid',
    message: {
      en: 'Field "{field}" cannot name a record: choose a text field.',
      zh: '字段“{field}”不能作为记录标题，请选择文本字段。',
    },
  },
  FORM_STAGE_FIELD: {
    kind: 'invalid',
    message: {
      en: 'Field "{field}" cannot be drawn as stages: choose a single select.',
      zh: '字段“{field}”不能作为阶段条，请选择单选字段。',
    },
  },
  FORM_VIEW_REPEATED: {
    kind: 'invalid',
    message: { en: 'Two views have the key "{view}".', zh: '有两个视图的标识都是“{view}”。' },
  },
  FORM_PUBLIC_FIELD: {
    kind: 'invalid',
    message: {
      en: 'Field "{field}" cannot be asked of visitors without an account.',
      zh: '字段“{field}”不能放在公开表单中。',
    },
  },
  FORM_PUBLIC_REQUIRED: {
    kind: 'invalid',
    message: {
      en: 'Field "{field}" must be filled in but is not on the public page, so no visitor could send it.',
      zh: '必填字段“{field}”不在公开表单中，访客将无法提交。',
    },
  },
  FORM_PUBLIC_EMPTY: {
    kind: 'invalid',
    message: { en: 'The public page has no field.', zh: '公开表单没有任何字段。' },
  },
  FORM_FORMULA_CIRCLE: {
    kind: 'invalid',
    message: { en: 'These formulas wait for each other: {circle}.', zh: '公式循环引用：{circle}。' },
  },
  FORM_FORMULA_OTHER_RECORD: {
    kind: 'invalid',
    message: {
      en: 'The formula of "{field}" reads "{read}" of another record, which may change without it.',
      zh: '字段“{field}”的公式引用了其他记录的“{read}”，对方修改后本记录不会更新。',
    },
    hint: { en: 'Show it as a column of a view instead.', zh: '可在视图中以列的形式显示。' },
  },
  FORM_SETTINGS_LIMITS: {
    kind: 'invalid',
    message: { en: 'The lower limit {low} is above the upper limit {high}.', zh: '下限 {low} 大于上限 {high}。' },
  },
  FORM_OPTION_REPEATED: {
    kind: 'invalid',
    message: { en: 'The option "{value}" is there twice.', zh: '选项“{value}”重复。' },
  },
  FORM_VALUE_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The form has no field "{field}".', zh: '表单没有字段“{field}”。' },
  },
} as const satisfies ErrorTable;

export const formProblem = problemsOf(formErrors);
