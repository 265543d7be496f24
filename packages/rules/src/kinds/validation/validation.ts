import { keySchema, localTextSchema, type Problem, type ValidationRule } from '@tangram/schema';
import { findField } from '../../check/check-names.ts';
import { findCondition } from '../../compile/find-condition.ts';
import type { RuleKind } from '../rule-kind.ts';
import { feelSchema, ruleShape } from '../rule-shape.ts';
import { validationWork } from './validation-work.ts';

/** What must be true of every saved record, whoever writes it and through whatever channel. */
export const validation: RuleKind<ValidationRule> = {
  type: 'validation',
  title: { en: 'Validation', zh: '校验规则' },
  description: { en: 'Refuse records for which something is not true.', zh: '不符合条件的记录不允许保存。' },
  icon: 'SafetyOutlined',
  shape: ruleShape({
    required: ['must', 'message'],
    properties: {
      must: feelSchema,
      if: feelSchema,
      refuseBlank: { type: 'boolean' },
      message: localTextSchema,
      field: keySchema,
    },
  }),
  initial: (form, title) => ({ type: 'validation', title, form, enabled: true, must: 'true', message: title }),
  check(rule, part) {
    const problems: Problem[] = [];
    if (rule.field !== undefined && part.sound('/field')) findField(part.context, rule.field, '/field', problems);
    for (const [path, text] of [
      ['/if', rule.if],
      ['/must', rule.must],
    ] as const) {
      if (text !== undefined && part.sound(path)) problems.push(...part.condition(text, path));
    }
    return problems;
  },
  actions: () => [],
  writes: () => [],
  compile(rule, context, problems) {
    const must = findCondition(context, rule.must, '/must', problems);
    return {
      moment: { kinds: new Set(['create', 'update']), fields: null },
      condition: findCondition(context, rule.if, '/if', problems),
      steps: [],
      work: must === null ? null : validationWork(rule, must),
      isLast: true,
    };
  },
};
