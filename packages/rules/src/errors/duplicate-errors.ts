import type { ErrorTable } from '@tangram/schema';

/** Duplicate rules. */
export const duplicateErrors = {
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
