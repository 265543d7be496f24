import { type ErrorTable, problemsOf } from '@tangram/schema';
import { duplicateErrors } from './errors/duplicate-errors.ts';
import { momentErrors } from './errors/moment-errors.ts';
import { scoreErrors } from './errors/score-errors.ts';
import { tableErrors } from './errors/table-errors.ts';

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
  RULE_KEY_TWICE: {
    kind: 'invalid',
    message: { en: '"{key}" is used twice.', zh: '“{key}”重复了。' },
  },
  RULE_NEVER_IN_FORCE: {
    kind: 'invalid',
    message: {
      en: 'The rule is in force from {from} until {until}, which is before that.',
      zh: '规则的生效日期从 {from} 到 {until}，结束早于开始。',
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
  ...momentErrors,
  ...scoreErrors,
  ...tableErrors,
  ...duplicateErrors,
} as const satisfies ErrorTable;

export const ruleProblem = problemsOf(rulesErrors);
