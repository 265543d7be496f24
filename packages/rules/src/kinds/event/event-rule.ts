import type { EventRule } from '@tangram/schema';
import { compileSteps } from '../../compile/compile-steps.ts';
import { findCondition } from '../../compile/find-condition.ts';
import { ruleProblem } from '../../errors.ts';
import type { RuleKind } from '../rule-kind.ts';
import { momentTypeNamed, momentTypeOf, momentTypes } from './moments/index.ts';
import { actionsSchema, feelSchema, ruleShape } from '../rule-shape.ts';

const moment = {
  oneOf: momentTypes.map(({ type, settings }) => ({
    type: 'object',
    required: ['type', ...(settings.required ?? [])],
    additionalProperties: false,
    properties: { type: { const: type }, ...settings.properties },
  })),
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
  variables: ({ when }) => momentTypeNamed(when?.type)?.variables ?? {},
  check(rule, part) {
    const type = momentTypeNamed(rule.when?.type);
    return [
      ...(type !== undefined && part.sound('/when') ? type.check(rule.when, part) : []),
      ...(rule.if !== undefined && part.sound('/if') ? part.condition(rule.if, '/if') : []),
      ...(Array.isArray(rule.actions) ? part.actions(rule.actions, '/actions', type?.isRecordGone) : []),
      ...(Array.isArray(rule.actions) && rule.actions.length === 0
        ? [ruleProblem('RULE_ACTION_MISSING', '/actions')]
        : []),
    ];
  },
  actions: (rule) => [{ path: '/actions', actions: rule.actions }],
  writes: () => [],
  events: ({ when }) => momentTypeOf(when).events?.(when) ?? [],
  compile: (rule, context, problems) => ({
    moment: momentTypeOf(rule.when).compile(rule.when, context, problems),
    condition: findCondition(context, rule.if, '/if', problems),
    steps: compileSteps(rule.actions, context, problems),
    work: null,
  }),
};
