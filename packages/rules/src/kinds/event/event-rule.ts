import { type EventRule, keySchema, type Problem, type RuleMoment } from '@tangram/schema';
import type { ChangeKind } from '@tangram/records';
import { findField } from '../../check/check-names.ts';
import type { RulePart } from '../../check/rule-part.ts';
import { compileSteps } from '../../compile/compile-steps.ts';
import { findCondition } from '../../compile/find-condition.ts';
import { ruleProblem } from '../../errors.ts';
import type { RuleKind } from '../rule-kind.ts';
import { actionsSchema, feelSchema, ruleShape } from '../rule-shape.ts';

const moment = {
  type: 'object',
  required: ['type'],
  additionalProperties: false,
  properties: {
    type: { enum: ['created', 'changed', 'saved', 'deleted'] },
    fields: { type: 'array', items: keySchema, minItems: 1 },
  },
} as const;

/** When something happens to a record, if FEEL holds, then actions. */
export const eventRule: RuleKind<EventRule> = {
  type: 'event',
  title: { en: 'When something happens', zh: '事件触发' },
  description: {
    en: 'When something happens to a record, and a condition holds, do something.',
    zh: '当记录发生变化且条件成立时，执行动作。',
  },
  icon: 'ThunderboltOutlined',
  shape: ruleShape({
    required: ['when', 'actions'],
    properties: { when: moment, if: feelSchema, actions: actionsSchema },
  }),
  initial: (form, title) => ({ type: 'event', title, form, enabled: true, when: { type: 'created' }, actions: [] }),
  check(rule, part) {
    return [
      ...checkMoment(rule.when, part),
      ...(rule.if !== undefined && part.sound('/if') ? part.condition(rule.if, '/if') : []),
      ...(Array.isArray(rule.actions) ? part.actions(rule.actions, '/actions', rule.when?.type === 'deleted') : []),
      ...(Array.isArray(rule.actions) && rule.actions.length === 0
        ? [ruleProblem('RULE_ACTION_MISSING', '/actions')]
        : []),
    ];
  },
  actions: (rule) => [{ path: '/actions', actions: rule.actions }],
  writes: () => [],
  compile: (rule, context, problems) => ({
    moment: {
      kinds: new Set(kindsOf[rule.when.type]),
      fields: 'fields' in rule.when && rule.when.fields !== undefined ? rule.when.fields : null,
    },
    condition: findCondition(context, rule.if, '/if', problems),
    steps: compileSteps(rule.actions, context, problems),
    work: null,
  }),
};

const kindsOf: Record<RuleMoment['type'], readonly ChangeKind[]> = {
  created: ['create'],
  changed: ['update'],
  saved: ['create', 'update'],
  deleted: ['delete'],
};

function checkMoment(when: RuleMoment, { sound, context }: RulePart): Problem[] {
  if (!sound('/when') || !('fields' in when)) return [];
  const problems: Problem[] = [];
  for (const [index, key] of (when.fields ?? []).entries()) findField(context, key, `/when/fields/${index}`, problems);
  return problems;
}
