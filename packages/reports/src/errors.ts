import type { ErrorTable } from '@tangram/schema';

/** Every mistake a report, a dashboard or a question to the data can hold. */
export const reportErrors = {
  REPORT_FORM_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no form "{form}".', zh: '没有表单“{form}”。' },
  },
  REPORT_FIELD_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The form {form} has no field "{field}".', zh: '表单“{form}”没有字段“{field}”。' },
  },
  REPORT_FIELD_NO_RELATION: {
    kind: 'invalid',
    message: {
      en: '"{field}" does not lead to other records, so "{path}" cannot be followed.',
      zh: '“{field}”不是关联字段，无法沿“{path}”继续。',
    },
  },
  REPORT_FIELD_NOT_GROUPABLE: {
    kind: 'invalid',
    message: { en: 'Records cannot be grouped by {field}.', zh: '不能按“{field}”分组。' },
  },
  REPORT_GRAIN_TYPE: {
    kind: 'invalid',
    message: {
      en: '{field} is not a date, so it cannot be cut by {grain}.',
      zh: '“{field}”不是日期，不能按{grain}划分。',
    },
    hint: { en: 'Take the grain away, or choose a date.', zh: '去掉时间粒度，或选择日期字段。' },
  },
  REPORT_GRAIN_HOUR: {
    kind: 'invalid',
    message: {
      en: '{field} is a date without a time, so it has no hours.',
      zh: '“{field}”是不含时间的日期，没有小时。',
    },
  },
  REPORT_KEY_TAKEN: {
    kind: 'invalid',
    message: { en: 'The key "{key}" is used twice in this query.', zh: '此查询中标识“{key}”重复。' },
  },
  REPORT_OF_MISSING: {
    kind: 'invalid',
    message: {
      en: '{measure} does not say of what the {aggregate} is to be taken.',
      zh: '“{measure}”没有说明对什么求{aggregate}。',
    },
  },
  REPORT_OF_SUPERFLUOUS: {
    kind: 'invalid',
    message: { en: '{measure} counts records: it takes no expression.', zh: '“{measure}”统计记录数，不需要表达式。' },
    hint: { en: 'To count different values, use count-distinct.', zh: '要统计不同的值，请用 count-distinct。' },
  },
  REPORT_AGGREGATE_TYPE: {
    kind: 'invalid',
    message: { en: 'The {aggregate} of {type} values has no meaning.', zh: '对{type}类型的值求{aggregate}没有意义。' },
  },
  REPORT_NOT_IN_SQL: {
    kind: 'invalid',
    message: {
      en: 'This expression cannot be asked of the database: {reason}',
      zh: '数据库无法计算此表达式：{reason}',
    },
  },
  REPORT_SORT_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The query has no column "{key}" to sort by.', zh: '查询中没有可排序的列“{key}”。' },
  },
  REPORT_CHART_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no chart type "{type}".', zh: '没有图表类型“{type}”。' },
  },
  REPORT_CHART_NEEDS: {
    kind: 'invalid',
    message: {
      en: 'A {chart} needs {dimensions} dimensions and {values} values; this query has {hasDimensions} and {hasValues}.',
      zh: '{chart}需要 {dimensions} 个维度和 {values} 个指标；此查询有 {hasDimensions} 个维度、{hasValues} 个指标。',
    },
  },
  REPORT_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no report "{report}".', zh: '没有报表“{report}”。' },
  },
  REPORT_NOT_FOUND: {
    kind: 'not-found',
    message: { en: 'There is no report "{report}" that you may open.', zh: '没有您可以打开的报表“{report}”。' },
  },
  REPORT_TILE_TWICE: {
    kind: 'invalid',
    message: { en: 'Two tiles have the id "{id}".', zh: '两个卡片的标识都是“{id}”。' },
  },
  REPORT_TILE_OUTSIDE: {
    kind: 'invalid',
    message: {
      en: 'The tile "{id}" reaches beyond the 12 columns of the grid.',
      zh: '卡片“{id}”超出了 12 列的网格。',
    },
  },
  REPORT_FORM_FORBIDDEN: {
    kind: 'forbidden',
    message: { en: 'You may not read records of {form}.', zh: '您无权查看“{form}”的记录。' },
  },
  REPORT_FIELD_FORBIDDEN: {
    kind: 'forbidden',
    message: { en: 'You may not read the field {field} of {form}.', zh: '您无权查看“{form}”的字段“{field}”。' },
  },
  REPORT_ROW_UNKNOWN: {
    kind: 'invalid',
    message: {
      en: 'The row does not say its value of {dimension}.',
      zh: '该行没有给出“{dimension}”的值。',
    },
  },
  REPORT_TOO_SLOW: {
    kind: 'limited',
    message: {
      en: 'The database did not answer within {seconds} seconds.',
      zh: '数据库未能在 {seconds} 秒内给出结果。',
    },
    hint: { en: 'Narrow the filter or choose fewer dimensions.', zh: '请缩小筛选范围或减少维度。' },
  },
} as const satisfies ErrorTable;
