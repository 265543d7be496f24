import { type AssignmentRule, type JsonObject, keySchema, type Problem } from '@tangram/schema';
import type { RulePart } from '../../check/rule-part.ts';
import { compileSteps } from '../../compile/compile-steps.ts';
import { findCondition } from '../../compile/find-condition.ts';
import type { RuleKind } from '../rule-kind.ts';
import { feelSchema, ruleShape } from '../rule-shape.ts';

/** Who gets a record, in a form of its own: one condition, one `assign`, which does the work. */
export const assignment: RuleKind<AssignmentRule> = {
  type: 'assignment',
  title: { en: 'Assignment', zh: '分配规则' },
  description: { en: 'Who gets a new record: somebody, or a group in turn.', zh: '新记录归谁：指定人员，或群组轮流。' },
  icon: 'UserSwitchOutlined',
  shape: ruleShape({
    required: ['when', 'fields', 'to'],
    properties: {
      when: { enum: ['created', 'saved'] },
      if: feelSchema,
      fields: { type: 'array', items: keySchema, minItems: 1, maxItems: 5 },
      to: { type: 'object' },
      onlyWhenBlank: { type: 'boolean' },
    },
  }),
  initial: (form, title) => ({
    type: 'assignment',
    title,
    form,
    enabled: true,
    when: 'created',
    fields: ['owner'],
    to: { type: 'group', group: '' },
  }),
  check: (rule, part) => [
    ...(rule.if !== undefined && part.sound('/if') ? part.condition(rule.if, '/if') : []),
    ...checkAssign(rule, part),
  ],
  actions: () => [],
  writes: ({ fields }) => fields,
  compile: (rule, context, problems) => ({
    moment: { kinds: new Set(rule.when === 'created' ? ['create'] : ['create', 'update']), fields: null },
    condition: findCondition(context, rule.if, '/if', problems),
    steps: compileSteps([{ type: 'assign', settings: settingsOf(rule) }], context, problems),
    work: null,
  }),
};

function settingsOf({ fields, to, onlyWhenBlank }: AssignmentRule): JsonObject {
  return { fields: [...fields], to, ...(onlyWhenBlank === undefined ? {} : { onlyWhenBlank }) };
}

/** What the action says of its settings, at the places where this document has them. */
function checkAssign(rule: AssignmentRule, part: RulePart): Problem[] {
  if (!part.sound('/fields') || !part.sound('/to')) return [];
  const at = '/assign/0/settings';
  return part
    .actions([{ type: 'assign', settings: settingsOf(rule) }], '/assign')
    .map((problem) => (problem.path.startsWith(at) ? { ...problem, path: problem.path.slice(at.length) } : problem));
}
