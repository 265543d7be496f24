import { booleanType } from '@tangram/expression';
import type { EventRule, Problem } from '@tangram/schema';
import { findExpression } from '../../check/check-names.ts';
import { compileCondition, type Condition } from '../../compile/condition.ts';
import { compileSteps } from '../../compile/compile-steps.ts';
import type { RuleContext } from '../../compile/rule-context.ts';
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
  compile: (rule, context, problems) => ({
    moment: momentTypeOf(rule.when).compile(rule.when, context, problems),
    condition: compileIf(rule.if, context, problems),
    steps: compileSteps(rule.actions, context, problems),
    work: null,
  }),
};

function compileIf(text: string | undefined, context: RuleContext, problems: Problem[]): Condition | null {
  if (text === undefined) return null;
  const expression = findExpression(context, text, booleanType, '/if', problems);
  return expression === null ? null : compileCondition(expression, text, context.scope);
}
