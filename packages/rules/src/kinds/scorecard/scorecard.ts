import { keySchema, localTextSchema, type Problem, type Scorecard } from '@tangram/schema';
import { findWritableField, titleOf } from '../../check/check-names.ts';
import type { RulePart } from '../../check/rule-part.ts';
import { ruleProblem } from '../../errors.ts';
import type { RuleKind } from '../rule-kind.ts';
import { actionsSchema, feelSchema, ruleShape } from '../rule-shape.ts';
import { compileScore } from './score.ts';
import { scoreWork } from './score-work.ts';

const attribute = {
  type: 'object',
  required: ['key', 'title', 'when', 'points'],
  additionalProperties: false,
  properties: { key: keySchema, title: localTextSchema, when: feelSchema, points: { type: 'number' } },
} as const;

const band = {
  type: 'object',
  required: ['key', 'title', 'from'],
  additionalProperties: false,
  properties: { key: keySchema, title: localTextSchema, from: { type: 'number' }, actions: actionsSchema },
} as const;

/** Points that follow from the record as it stands, summed into a field; bands that act when a record enters them. */
export const scorecard: RuleKind<Scorecard> = {
  type: 'scorecard',
  title: { en: 'Points (scorecard)', zh: '积分规则' },
  description: {
    en: 'Points for what a record is and does, summed into a score.',
    zh: '按记录的属性和行为计分并汇总。',
  },
  icon: 'TrophyOutlined',
  shape: ruleShape({
    required: ['field', 'attributes'],
    properties: {
      field: keySchema,
      attributes: { type: 'array', items: attribute, maxItems: 200 },
      bands: { type: 'array', items: band, maxItems: 50 },
    },
  }),
  initial: (form, title) => ({ type: 'scorecard', title, form, enabled: true, field: '', attributes: [] }),
  check(rule, part) {
    return [...checkField(rule, part), ...checkAttributes(rule, part), ...checkBands(rule, part)];
  },
  actions: ({ bands = [] }) => bands.map(({ actions = [] }, at) => ({ path: `/bands/${at}/actions`, actions })),
  writes: ({ field }) => [field],
  levels: ({ field, bands = [] }) => ({
    field,
    bands: bands.map(({ key, title, from }) => ({ key, title, from })).toSorted((a, b) => a.from - b.from),
  }),
  compile: (rule, context, problems) => ({
    moment: { kinds: new Set(['create', 'update']), fields: null },
    condition: null,
    steps: [],
    work: scoreWork(compileScore(rule, context, problems)),
  }),
};

function checkField(rule: Scorecard, { sound, context }: RulePart): Problem[] {
  const problems: Problem[] = [];
  if (!sound('/field')) return problems;
  const field = findWritableField(context, rule.field, '/field', problems);
  if (field !== null && field.valueType !== 'number') {
    const expected = { en: 'a number', zh: '数字' };
    problems.push(ruleProblem('RULE_FIELD_WRONG_TYPE', '/field', { field: titleOf(field), expected }));
  }
  return problems;
}

function checkAttributes(rule: Scorecard, { sound, condition, keysTwice }: RulePart): Problem[] {
  const attributes = Array.isArray(rule.attributes) ? rule.attributes : [];
  const conditions = attributes.flatMap((each, index) => {
    const path = `/attributes/${index}/when`;
    // Its points may be wrong beside it: the condition is judged by itself.
    return typeof each?.when === 'string' && sound(path) ? condition(each.when, path) : [];
  });
  return [...conditions, ...keysTwice(attributes, '/attributes')];
}

function checkBands(rule: Scorecard, { sound, actions, keysTwice }: RulePart): Problem[] {
  const bands = Array.isArray(rule.bands) ? rule.bands : [];
  const problems = keysTwice(bands, '/bands');
  for (const [index, each] of bands.entries()) {
    const path = `/bands/${index}`;
    const before = bands[index - 1];
    if (sound(path) && before !== undefined && sound(`/bands/${index - 1}`) && before.from >= each.from) {
      problems.push(ruleProblem('RULE_BAND_ORDER', `${path}/from`, { band: each.key, from: each.from }));
    }
    if (Array.isArray(each?.actions)) problems.push(...actions(each.actions, `${path}/actions`));
  }
  return problems;
}
