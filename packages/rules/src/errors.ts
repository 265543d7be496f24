import { type ErrorTable, problemsOf } from '@tangram/schema';

/** Mistakes in rules: found when one is saved (all at once) or, for the last few, recorded in a trace while it runs. */
export const rulesErrors = {
  RULE_TYPE_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no kind of rule called "{type}".', zh: '没有“{type}”这种规则。' },
  },
  RULE_FORM_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'The form "{form}" does not exist in this application.', zh: '本应用中没有表单“{form}”。' },
  },
  RULE_FIELD_UNKNOWN: {
    kind: 'invalid',
    message: { en: '{form} has no field "{field}".', zh: '{form}没有字段“{field}”。' },
  },
  RULE_FIELD_READ_ONLY: {
    kind: 'invalid',
    message: {
      en: '"{field}" is computed by the system, so a rule cannot set it.',
      zh: '“{field}”由系统计算，规则不能改写。',
    },
  },
  RULE_FIELD_WRONG_TYPE: {
    kind: 'invalid',
    message: { en: '"{field}" is not {expected}.', zh: '“{field}”不是{expected}。' },
  },
  RULE_VALUE_NOT_ALLOWED: {
    kind: 'invalid',
    message: { en: '"{field}" cannot hold {value}: {reason}', zh: '“{field}”不能填入 {value}：{reason}' },
  },
  RULE_ACTION_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no action called "{type}".', zh: '没有“{type}”这种动作。' },
  },
  RULE_ACTION_NEEDS_RECORD: {
    kind: 'invalid',
    message: {
      en: '"{action}" changes the record, and a deleted record cannot be changed.',
      zh: '“{action}”要改写记录，而已删除的记录不能改写。',
    },
  },
  RULE_ACTION_MISSING: {
    kind: 'invalid',
    message: { en: 'The rule does nothing yet: add an action.', zh: '规则还没有动作：请添加一个。' },
  },
  RULE_GROUP_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no group "{group}" in this application.', zh: '本应用中没有群组“{group}”。' },
  },
  RULE_ROLE_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no role "{role}" in this application.', zh: '本应用中没有角色“{role}”。' },
  },
  RULE_BUTTON_NOT_YOURS: {
    kind: 'forbidden',
    message: {
      en: 'The button "{title}" is for other roles than yours.',
      zh: '按钮“{title}”只对特定角色开放，您没有相应角色。',
    },
  },
  RULE_KEY_TWICE: {
    kind: 'invalid',
    message: { en: '"{key}" is used twice.', zh: '“{key}”重复了。' },
  },
  RULE_BAND_ORDER: {
    kind: 'invalid',
    message: {
      en: 'Bands must start at rising points: "{band}" starts at {from}, not above the one before it.',
      zh: '分段的起点应依次升高：“{band}”从 {from} 起，没有高于前一段。',
    },
  },
  RULE_SCORE_GROUP_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'This scorecard has no group "{group}".', zh: '评分卡中没有分组“{group}”。' },
  },
  RULE_SCORE_RANGE: {
    kind: 'invalid',
    message: {
      en: 'The limits cross: at least {min} points and at most {max}.',
      zh: '上下限矛盾：最低 {min} 分，最高 {max} 分。',
    },
  },
  RULE_IDLE_OF_NOTHING: {
    kind: 'invalid',
    message: {
      en: '"{line}" waits for nothing: name the events or fields that end it.',
      zh: '“{line}”没有可等待的内容：请选择能结束闲置的事件或字段。',
    },
  },
  RULE_NEVER_IN_FORCE: {
    kind: 'invalid',
    message: {
      en: 'The rule is in force from {from} until {until}, which is before that.',
      zh: '规则的生效日期从 {from} 到 {until}，结束早于开始。',
    },
  },
  RULE_SCORE_SHARED: {
    kind: 'invalid',
    message: {
      en: '"{field}" is written by the scorecard "{rule}" on every save, which would undo this.',
      zh: '评分卡“{rule}”每次保存都会写入“{field}”，会覆盖这里的结果。',
    },
  },
  RULE_CYCLE: {
    kind: 'invalid',
    message: {
      en: 'These rules would set each other off without end: {path}.',
      zh: '这些规则会无休止地互相触发：{path}。',
    },
    hint: {
      en: 'Give one of them a condition that stops being true once it has run.',
      zh: '请给其中一条加上执行后即不再成立的条件。',
    },
  },
  /** The message is the rule's own. */
  RULE_REFUSED: {
    kind: 'invalid',
    message: { en: '{message}', zh: '{message}' },
  },
  RULE_STOPPED: {
    kind: 'internal',
    message: {
      en: 'Stopped after {passes} rounds: rules kept setting each other off ({path}).',
      zh: '执行 {passes} 轮后停止：规则在不断互相触发（{path}）。',
    },
  },
  RULE_GROUP_EMPTY: {
    kind: 'invalid',
    message: {
      en: 'Group "{group}" has no member who is active and not away, so nobody was assigned.',
      zh: '群组“{group}”没有在岗成员，未能分配。',
    },
  },
  RULE_PERSON_UNKNOWN: {
    kind: 'invalid',
    message: {
      en: 'The person "{person}" does not exist or is not active.',
      zh: '人员“{person}”不存在或已停用。',
    },
  },
  RULE_BROKEN: {
    kind: 'invalid',
    message: {
      en: 'The rule "{rule}" no longer fits its form and did not run.',
      zh: '规则“{rule}”与表单不再相符，没有执行。',
    },
  },
  RULE_NOT_FOUND: {
    kind: 'not-found',
    message: { en: 'There is no rule "{rule}" in this application.', zh: '本应用中没有规则“{rule}”。' },
  },
  RULE_CASES_FLIP: {
    kind: 'conflict',
    message: {
      en: 'Cases kept with the rule come to something else than was marked right ({flipping} of {count}): {titles}.',
      zh: '规则保存的 {count} 个用例中，有 {flipping} 个的结果与标记为正确的不同：{titles}。',
    },
    hint: {
      en: 'Correct the rule or the cases, or publish all the same.',
      zh: '请修改规则或用例；确认无误也可直接发布。',
    },
  },
  RULE_CASES_FULL: {
    kind: 'conflict',
    message: {
      en: 'The rule has {limit} cases already, as many as are kept.',
      zh: '该规则已有 {limit} 个用例，已达上限。',
    },
    hint: { en: 'Remove one that says what another one says.', zh: '请先移除内容重复的用例。' },
  },
  RULE_SAMPLE_MISSING: {
    kind: 'invalid',
    message: {
      en: 'Say what to try the rule on: a record, values, or the latest records.',
      zh: '请说明用什么来试：某条记录、一组取值，或最近的若干条记录。',
    },
  },
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
  RULE_MOMENT_ONE_FIELD: {
    kind: 'invalid',
    message: {
      en: 'Values from or to which something changes are asked of one field: name exactly one.',
      zh: '限定原值或新值时，请只选择一个字段。',
    },
  },
  RULE_NOT_REFERRING: {
    kind: 'invalid',
    message: { en: 'The field "{field}" of {form} does not refer to {to}.', zh: '{form}的字段“{field}”没有引用{to}。' },
  },
  RULE_IDLE_OF_WHAT: {
    kind: 'invalid',
    message: {
      en: 'Say what must not happen: no new records of a form, or no change of some fields.',
      zh: '请说明没有发生什么：没有新增某表单的记录，或某些字段没有变化。',
    },
  },
  RULE_IDLE_HOW_LONG: {
    kind: 'invalid',
    message: { en: 'Say for how long nothing happens.', zh: '请填写持续多长时间。' },
  },
  RULE_CRON_WRONG: {
    kind: 'invalid',
    message: {
      en: '"{cron}" is no schedule that ever comes.',
      zh: '“{cron}”不是有效的计划，或永远不会到来。',
    },
    hint: {
      en: 'Five parts: minute, hour, day of the month, month, weekday. 0 9 * * 1 is every Monday at 9:00.',
      zh: '共五段：分、时、日、月、星期。0 9 * * 1 表示每周一 9:00。',
    },
  },
  RULE_ZONE_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no time zone "{zone}".', zh: '没有时区“{zone}”。' },
    hint: { en: 'A name such as Asia/Shanghai or Europe/Berlin.', zh: '例如 Asia/Shanghai 或 Europe/Berlin。' },
  },
  RULE_NOBODY_LEFT: {
    kind: 'invalid',
    message: {
      en: 'None of these people is active, not away and has a weight, so nobody was assigned.',
      zh: '这些人员中没有在岗且有权重的，未能分配。',
    },
  },
  RULE_NO_ROW: {
    kind: 'invalid',
    message: {
      en: 'No row of the table fits {by}, so nobody was assigned.',
      zh: '对照表中没有与 {by} 相符的行，未能分配。',
    },
  },
  RULE_TOO_MANY_RELATED: {
    kind: 'invalid',
    message: {
      en: 'More than {most} related records: the others were left as they are.',
      zh: '关联记录超过 {most} 条：其余的没有修改。',
    },
  },
  RULE_BUTTON_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no button "{rule}" on records of {form}.', zh: '{form}的记录没有按钮“{rule}”。' },
  },
  RULE_EVENT_RECORD_MISSING: {
    kind: 'not-found',
    message: {
      en: 'The event belongs to no record that you may see: {what}.',
      zh: '没有找到您可见的、与该事件对应的记录：{what}。',
    },
  },
  RULE_EVENT_AMBIGUOUS: {
    kind: 'invalid',
    message: {
      en: '{count} records have {what}; the event must belong to one.',
      zh: '有 {count} 条记录的{what}；事件只能属于一条记录。',
    },
    hint: {
      en: 'Match a field whose values are unique, or name the record by its id.',
      zh: '请用取值唯一的字段匹配，或给出记录的 id。',
    },
  },
  RULE_EVENT_IN_FUTURE: {
    kind: 'invalid',
    message: {
      en: 'The event is said to happen at {at}, which is still to come.',
      zh: '事件的发生时间 {at} 还没有到。',
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
  RULE_DUPLICATE: {
    kind: 'invalid',
    message: {
      en: '{form} "{name}" is there already (same {by}).',
      zh: '已有{form}“{name}”：{by}相同。',
    },
  },
  RULE_DUPLICATE_HIDDEN: {
    kind: 'invalid',
    message: {
      en: 'A record of {form} that you may not see is there already (same {by}).',
      zh: '已有一条您无权查看的{form}记录：{by}相同。',
    },
  },
  RULE_DUPLICATE_LIKELY: {
    kind: 'invalid',
    message: {
      en: '{form} "{name}" may be the same (same {by}).',
      zh: '可能与已有的{form}“{name}”重复：{by}相同。',
    },
    hint: { en: 'You may save it all the same.', zh: '确认无误后可以仍然保存。' },
  },
  RULE_DUPLICATE_LIKELY_HIDDEN: {
    kind: 'invalid',
    message: {
      en: 'A record of {form} that you may not see may be the same (same {by}).',
      zh: '可能与一条您无权查看的{form}记录重复：{by}相同。',
    },
    hint: { en: 'You may save it all the same.', zh: '确认无误后可以仍然保存。' },
  },
  RULE_DUPLICATE_KEPT: {
    kind: 'invalid',
    message: {
      en: 'Saved although another record may be the same (same {by}).',
      zh: '可能与另一条记录重复：{by}相同；仍然保存。',
    },
  },
  RULE_DUPLICATE_NO_WAY: {
    kind: 'invalid',
    message: { en: 'Say which fields make two records the same.', zh: '请选择哪些字段相同视为重复。' },
  },
  RULE_DUPLICATE_SIMILAR_ALONE: {
    kind: 'invalid',
    message: {
      en: 'A similar text must stand beside a comparison that is not "similar", in the same line.',
      zh: '“相似”须与同一行中另一项非“相似”的比较一起使用。',
    },
    hint: {
      en: 'Add, for instance, the same e-mail domain: only those records are compared letter by letter.',
      zh: '例如再加上“邮箱域名相同”：只对这些记录逐字比较。',
    },
  },
  RULE_DUPLICATE_NOT_COMPARED: {
    kind: 'invalid',
    message: { en: '"{field}" cannot be compared in this way.', zh: '“{field}”不能这样比较。' },
    hint: {
      en: 'Texts can be compared in every way, references only exactly.',
      zh: '文本可用各种方式比较，引用只能“完全相同”。',
    },
  },
  RULE_DUPLICATE_SCOPE: {
    kind: 'invalid',
    message: {
      en: 'Which records are compared must be said by their own fields, in words the database knows.',
      zh: '比较范围只能使用记录自身的字段，并能在数据库中计算。',
    },
  },
  RULE_DUPLICATE_MARK: {
    kind: 'invalid',
    message: {
      en: 'The mark is a yes/no field, or one that refers to {form}.',
      zh: '标记字段须为是/否字段，或引用{form}的字段。',
    },
  },
} as const satisfies ErrorTable;

export const ruleProblem = problemsOf(rulesErrors);
