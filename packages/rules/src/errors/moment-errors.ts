import type { ErrorTable } from '@tangram/schema';

/** When a rule runs: moments, silence, schedules, events, buttons. */
export const momentErrors = {
  RULE_BUTTON_NOT_YOURS: {
    kind: 'forbidden',
    message: {
      en: 'The button "{title}" is for other roles than yours.',
      zh: '按钮“{title}”只对特定角色开放，您没有相应角色。',
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
} as const satisfies ErrorTable;
