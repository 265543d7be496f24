import { type ErrorTable, problemsOf } from '@tangram/schema';

export const recordErrors = {
  RECORD_FORM_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no form "{form}" in "{app}".', zh: '应用“{app}”中没有表单“{form}”。' },
  },
  RECORD_NOT_FOUND: {
    kind: 'not-found',
    message: { en: 'This record does not exist, or you may not see it.', zh: '记录不存在，或您无权查看。' },
  },
  RECORD_FORBIDDEN: {
    kind: 'forbidden',
    message: { en: 'You may not {operation} records of "{form}".', zh: '您没有对“{form}”的{operation}权限。' },
    hint: { en: 'Ask an administrator for a role that allows it.', zh: '请联系管理员授予相应角色。' },
  },
  RECORD_OUT_OF_SCOPE: {
    kind: 'forbidden',
    message: {
      en: 'Saved like this, the record would be outside of what you may {operation}.',
      zh: '这样保存后，记录将超出您的{operation}范围。',
    },
  },
  RECORD_FIELD_UNKNOWN: {
    kind: 'invalid',
    message: { en: '"{form}" has no field "{field}".', zh: '“{form}”没有字段“{field}”。' },
  },
  RECORD_FIELD_HIDDEN: {
    kind: 'forbidden',
    message: { en: 'You may not see the field "{field}".', zh: '您无权查看字段“{field}”。' },
  },
  RECORD_FIELD_READ_ONLY: {
    kind: 'forbidden',
    message: { en: 'You may not change the field "{field}".', zh: '您无权修改字段“{field}”。' },
  },
  RECORD_FIELD_COMPUTED: {
    kind: 'invalid',
    message: { en: '"{field}" is computed and cannot be set.', zh: '“{field}”由公式计算，不能填写。' },
  },
  RECORD_FIELD_LOCKED: {
    kind: 'invalid',
    message: { en: '"{field}" is read-only in the present state of the record.', zh: '在当前状态下“{field}”为只读。' },
  },
  RECORD_FIELD_NOT_SORTABLE: {
    kind: 'invalid',
    message: { en: 'Records cannot be sorted by "{field}".', zh: '不能按“{field}”排序。' },
  },
  RECORD_REQUIRED: {
    kind: 'invalid',
    message: { en: '{field} is required.', zh: '请填写{field}。' },
  },
  RECORD_TEXT_UNSOUND: {
    kind: 'invalid',
    message: {
      en: '{field} holds a character that cannot be stored (NUL or half a surrogate pair).',
      zh: '{field}含有无法保存的字符（NUL 或不完整的代理对）。',
    },
  },
  RECORD_REFERENCE_MISSING: {
    kind: 'invalid',
    message: {
      en: '{field} points to a record that does not exist or that you may not see.',
      zh: '{field}指向的记录不存在，或您无权查看。',
    },
  },
  RECORD_NOT_UNIQUE: {
    kind: 'conflict',
    message: { en: 'Another record already has this {field}: {value}.', zh: '已有其他记录的{field}为：{value}。' },
  },
  RECORD_CONFLICT: {
    kind: 'conflict',
    message: {
      en: 'Somebody else saved this record since you opened it (you have version {mine}, it is now at {theirs}).',
      zh: '您打开此记录后已有他人保存（您的版本 {mine}，当前版本 {theirs}）。',
    },
    hint: { en: 'Compare both and save again with the new version.', zh: '请比较后以新版本重新保存。' },
  },
  RECORD_CONFLICT_FIELD: {
    kind: 'conflict',
    message: {
      en: '{field}: you have "{mine}", the record has "{theirs}".',
      zh: '{field}：您的值为“{mine}”，当前值为“{theirs}”。',
    },
  },
  RECORD_REFUSED_BY_DATABASE: {
    kind: 'invalid',
    message: { en: 'The database cannot hold this value: {detail}', zh: '数据库无法保存此值：{detail}' },
  },
  RECORD_CURSOR_INVALID: {
    kind: 'invalid',
    message: {
      en: 'This page mark does not belong to this list; begin at the first page.',
      zh: '分页标记无效，请从第一页开始。',
    },
  },
  RECORD_LIMIT_INVALID: {
    kind: 'invalid',
    message: { en: 'A page has 1 to {most} rows.', zh: '每页为 1 到 {most} 行。' },
  },
  RECORD_NOT_A_COUNT: {
    kind: 'invalid',
    message: {
      en: '"{text}" does not count related records.',
      zh: '“{text}”不是对关联记录的统计。',
    },
    hint: {
      en: 'Ask for one count at a time: count(activity[done]).',
      zh: '每次只写一个统计，例如 count(activity[done])。',
    },
  },
  RECORD_FILTER_NOT_IN_SQL: {
    kind: 'invalid',
    message: { en: 'This condition cannot run in the database: {reason}', zh: '此条件无法在数据库中执行：{reason}' },
  },
  RECORD_NOT_IN_TRASH: {
    kind: 'conflict',
    message: { en: 'This record is not in the trash.', zh: '此记录不在回收站中。' },
  },
  RECORD_HISTORY_ENTRY_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'This record has no such history entry.', zh: '此记录没有该历史条目。' },
  },
  RECORD_STOPPED: {
    kind: 'conflict',
    message: {
      en: 'Not saved, because other rows of the batch have problems.',
      zh: '批次中其他行有问题，此行未保存。',
    },
  },
  RECORD_DEPTH_EXCEEDED: {
    kind: 'invalid',
    message: {
      en: 'Rules and flows caused one another more than {most} times; the change was undone.',
      zh: '规则和流程相互触发超过 {most} 次，更改已撤销。',
    },
  },
  RECORD_IMPORT_COLUMN_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The file has no column "{column}".', zh: '文件中没有列“{column}”。' },
  },
  RECORD_IMPORT_NO_MATCH: {
    kind: 'invalid',
    message: { en: '{field}: nothing named "{value}" in {where}.', zh: '{field}：在{where}中找不到“{value}”。' },
  },
  RECORD_IMPORT_AMBIGUOUS: {
    kind: 'invalid',
    message: {
      en: '{field}: "{value}" names more than one in {where}.',
      zh: '{field}：“{value}”在{where}中对应多条。',
    },
  },
  RECORD_IMPORT_KEY_BLANK: {
    kind: 'invalid',
    message: { en: '{field} is blank, so the row cannot be matched.', zh: '{field}为空，无法匹配该行。' },
  },
  RECORD_IMPORT_KEY_REPEATED: {
    kind: 'invalid',
    message: {
      en: 'Row {row} of the file has the same {field}: "{value}".',
      zh: '文件第 {row} 行的{field}相同：“{value}”。',
    },
  },
  OUTBOX_KIND_UNKNOWN: {
    kind: 'internal',
    message: { en: 'Nothing here can deliver "{kind}".', zh: '无法投递“{kind}”。' },
  },
  OUTBOX_FAILED: {
    kind: 'unavailable',
    message: { en: 'Could not be delivered: {reason}', zh: '未能投递：{reason}' },
  },
  OUTBOX_DELIVERY_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no such delivery that failed or waits.', zh: '没有这条失败或等待中的投递。' },
  },
  PERSON_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no such person.', zh: '没有此人。' },
  },
  PERSON_EMAIL_TAKEN: {
    kind: 'conflict',
    message: { en: 'Another person already has the address {email}.', zh: '邮箱 {email} 已被他人使用。' },
  },
  PERSON_LAST_ADMINISTRATOR: {
    kind: 'conflict',
    message: { en: 'The last active administrator must stay one.', zh: '至少要保留一名启用的管理员。' },
  },
  PERSON_INVALID: {
    kind: 'invalid',
    message: { en: '{field} is missing or not usable.', zh: '{field}缺失或无效。' },
  },
  PERSON_ABSENCE_BACKWARDS: {
    kind: 'invalid',
    message: { en: 'An absence ends on or after its first day.', zh: '缺勤的最后一天不能早于第一天。' },
  },
  DEPARTMENT_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no such department.', zh: '没有此部门。' },
  },
  DEPARTMENT_LOOP: {
    kind: 'conflict',
    message: { en: 'A department cannot lie below itself.', zh: '部门不能位于自身之下。' },
  },
  DEPARTMENT_NOT_EMPTY: {
    kind: 'conflict',
    message: { en: 'This department still has departments below it.', zh: '此部门下仍有子部门。' },
  },
  GROUP_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no such group.', zh: '没有此组。' },
  },
  GROUP_KEY_TAKEN: {
    kind: 'conflict',
    message: { en: 'There is already a group "{key}".', zh: '组“{key}”已存在。' },
  },
} as const satisfies ErrorTable;

export const recordProblem = problemsOf(recordErrors);
export type RecordErrorCode = keyof typeof recordErrors;
