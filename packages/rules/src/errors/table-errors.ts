import type { ErrorTable } from '@tangram/schema';

/** Decision tables, what is pasted into them, and DMN files. */
export const tableErrors = {
  RULE_TABLE_UNKNOWN: {
    kind: 'invalid',
    message: { en: '{form} has no decision table "{table}".', zh: '{form}没有决策表“{table}”。' },
  },
  RULE_TABLE_TYPE_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'A column cannot be of the type "{type}".', zh: '列不能使用类型“{type}”。' },
  },
  RULE_TABLE_COLUMN_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The table has no column "{column}".', zh: '决策表没有列“{column}”。' },
  },
  RULE_TABLE_DATES: {
    kind: 'invalid',
    message: {
      en: 'The row would never be in effect: "{from}" to "{to}".',
      zh: '该行永远不会生效：“{from}”至“{to}”。',
    },
    hint: { en: 'Dates are written 2026-11-22; the first comes first.', zh: '日期写作 2026-11-22，开始日期在前。' },
  },
  RULE_TABLE_NO_PRIORITY: {
    kind: 'invalid',
    message: {
      en: 'The hit policy {policy} needs to know which output comes first.',
      zh: '命中策略 {policy} 需要知道哪个结果优先。',
    },
    hint: {
      en: 'List the allowed values of an output, the most important one first.',
      zh: '请列出某个输出列的允许值，最优先的放在最前。',
    },
  },
  RULE_TABLE_ONE_OUTPUT: {
    kind: 'invalid',
    message: {
      en: 'The hit policy {policy} works on one output column, and the table has {count}.',
      zh: '命中策略 {policy} 只能用于一个输出列，而该表有 {count} 个。',
    },
  },
  RULE_TABLE_AGGREGATE_TYPE: {
    kind: 'invalid',
    message: {
      en: 'The hit policy {policy} cannot be used on outputs of the type {actual}.',
      zh: '命中策略 {policy} 不能用于类型为{actualZh}的输出。',
    },
  },
  RULE_TABLE_VALUE_NOT_ALLOWED: {
    kind: 'invalid',
    message: {
      en: '{value} is not one of the allowed values: {allowed}.',
      zh: '{value} 不在允许的取值之内：{allowed}。',
    },
  },
  RULE_TABLE_SEVERAL_ROWS: {
    kind: 'invalid',
    message: {
      en: 'Only one row may match, but these do: {rows}. There is no result.',
      zh: '只允许一行匹配，但这些行同时匹配：{rows}。没有结果。',
    },
  },
  RULE_TABLE_ROWS_DISAGREE: {
    kind: 'invalid',
    message: {
      en: 'These rows match and give different outputs: {rows}. There is no result.',
      zh: '这些行同时匹配而结果不同：{rows}。没有结果。',
    },
  },
  RULE_TABLE_NO_SUM: {
    kind: 'invalid',
    message: {
      en: 'The outputs of the rows {rows} cannot be taken together with {policy}.',
      zh: '第 {rows} 行的输出无法按 {policy} 汇总。',
    },
  },
  RULE_DMN_TOO_DEEP: {
    kind: 'limited',
    message: {
      en: 'Functions of the model call each other more than {limit} levels deep; it was stopped.',
      zh: '模型中的函数互相调用超过 {limit} 层，已停止。',
    },
  },
  RULE_TABLE_GAP: {
    kind: 'invalid',
    message: { en: 'No row matches, for example, {example}.', zh: '没有行匹配，例如：{example}。' },
  },
  RULE_TABLE_OVERLAP: {
    kind: 'invalid',
    message: {
      en: 'The rows {rows} match together, for example for {example}.',
      zh: '第 {rows} 行会同时匹配，例如：{example}。',
    },
  },
  RULE_TABLE_ROW_HIDDEN: {
    kind: 'invalid',
    message: {
      en: 'Row {row} never decides anything: the rows {by} before it take all its cases.',
      zh: '第 {row} 行永远不起作用：它的所有情况都已由前面的第 {by} 行处理。',
    },
  },
  RULE_TABLE_ROW_EMPTY: {
    kind: 'invalid',
    message: {
      en: 'Row {row} never matches: one of its cells holds for no value.',
      zh: '第 {row} 行永远不会匹配：其中有单元格不含任何取值。',
    },
  },
  RULE_TABLE_ROWS_ALIKE: {
    kind: 'invalid',
    message: { en: 'The rows {rows} have the same conditions.', zh: '第 {rows} 行的条件相同。' },
  },
  RULE_TABLE_CELL_UNCLEAR: {
    kind: 'invalid',
    message: {
      en: 'What this cell holds for depends on other data, so gaps and overlaps are judged without it.',
      zh: '该单元格取决于其他数据，检查空缺与重叠时无法考虑它。',
    },
  },
  RULE_TABLE_CHECK_STOPPED: {
    kind: 'limited',
    message: {
      en: 'There may be more gaps, overlaps or hidden rows: the search was stopped at its limit.',
      zh: '可能还有其他空缺、重叠或被遮盖的行：检查已达到上限而停止。',
    },
  },
  RULE_DMN_XML: {
    kind: 'invalid',
    message: { en: 'This is not a DMN document: {reason}.', zh: '这不是 DMN 文档：{reason}。' },
  },
  RULE_DMN_LOGIC_LEFT: {
    kind: 'invalid',
    message: {
      en: '"{decision}" is not a decision table and was left out.',
      zh: '“{decision}”不是决策表，未导入。',
    },
  },
  RULE_DMN_POLICY: {
    kind: 'invalid',
    message: {
      en: '"{decision}" has the hit policy "{policy}", which does not exist; it was left out.',
      zh: '“{decision}”的命中策略“{policy}”不存在，未导入。',
    },
  },
  RULE_DMN_TYPE_LEFT: {
    kind: 'invalid',
    message: {
      en: 'A column cannot be of the type "{type}" of the model; it was imported without a type.',
      zh: '列不能使用模型中的类型“{type}”，已按无类型导入。',
    },
  },
  RULE_DMN_LANGUAGE_LEFT: {
    kind: 'invalid',
    message: {
      en: 'This cell is written in {language}, not in FEEL; it was imported as it is.',
      zh: '该单元格使用 {language} 而不是 FEEL 书写，已按原样导入。',
    },
  },
  RULE_PASTE_UNREADABLE: {
    kind: 'invalid',
    message: { en: '"{text}" could not be read for this column.', zh: '无法按本列的类型识别“{text}”。' },
    hint: {
      en: 'Write a value, a range 10-20, a comparison >=18, or several of them with commas.',
      zh: '可以写单个值、区间 10-20、比较 >=18，或用逗号分隔的多项。',
    },
  },
  RULE_PASTE_WIDE: {
    kind: 'invalid',
    message: {
      en: 'The row has {count} cells, and the table has {columns} columns: the rest was left out.',
      zh: '该行有 {count} 个单元格，而表只有 {columns} 列：多余部分未粘贴。',
    },
  },
  RULE_PASTE_GROUPED: {
    kind: 'invalid',
    message: {
      en: '"{text}" was read as {result}: commas between groups of three digits belong to the number.',
      zh: '“{text}”已识别为 {result}：每三位数字之间的逗号视为千位分隔符。',
    },
  },
  RULE_TABLE_NOT_IN_SQL: {
    kind: 'invalid',
    message: {
      en: 'A table with the hit policy {policy} and {count} outputs runs in the application only.',
      zh: '命中策略为 {policy} 且有 {count} 个输出列的决策表只能在应用中运行。',
    },
  },
  RULE_TABLE_NOT_COUNTED: {
    kind: 'invalid',
    message: {
      en: 'Asks "{path}"; only fields of the record itself that you may see are counted.',
      zh: '用到“{path}”；只统计记录自身且您可见的字段。',
    },
  },
  RULE_TABLE_COUNT_SLOW: {
    kind: 'limited',
    message: {
      en: 'The records could not be counted within {seconds} seconds.',
      zh: '未能在 {seconds} 秒内统计完记录。',
    },
  },
  RULE_NOT_A_TABLE: {
    kind: 'invalid',
    message: { en: 'The rule "{rule}" is no decision table.', zh: '规则“{rule}”不是决策表。' },
  },
} as const satisfies ErrorTable;
