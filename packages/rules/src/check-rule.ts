import { booleanType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import {
  didYouMean,
  compileShape,
  nearest,
  type Problem,
  problemAt,
  type RuleAction,
  type RuleDefinition,
  type RuleMoment,
  type Scorecard,
  type ShapeCheck,
} from '@tangram/schema';
import { actionTypeNamed, actionTypes } from './actions/index.ts';
import { checkCycles } from './check-cycles.ts';
import { findExpression, findField, findWritableField, titleOf } from './check-names.ts';
import { ruleProblem } from './errors.ts';
import { type RuleContext, ruleScope } from './rule-context.ts';
import { eventRuleShape, scorecardShape } from './rule-shape.ts';

/** Where the rule to be checked stands. */
export interface RuleCheck {
  readonly app: string;
  readonly key: string;
  form(app: string, form: string): FormModel | undefined;
  /** Keys of the application's forms, for a "did you mean". */
  readonly forms?: readonly string[];
  /** Keys of the application's groups of people; not checked when missing. */
  readonly groups?: readonly string[];
  /** The application's rules, this one may be among them: rules that set each other off are found. */
  readonly rules?: ReadonlyMap<string, RuleDefinition>;
}

/**
 * Everything wrong with a rule, at once: its shape (`SCHEMA_*`), names of forms, fields, groups and actions
 * (`RULE_*_UNKNOWN`, with the nearest name), its expressions (`EXPR_*`), values that a field would refuse, and loops
 * with other rules (`RULE_CYCLE`). What cannot be judged because of another mistake is left out, not guessed.
 */
export function checkRule(document: unknown, check: RuleCheck): Problem[] {
  const problems = checkRuleShape(document);
  const sound = soundParts(problems);
  if (!sound('/type') || !sound('/form') || problems.some((problem) => problem.path === '')) return problems;
  const rule = document as RuleDefinition;
  const form = check.form(check.app, rule.form);
  if (form === undefined) {
    const near = nearest(rule.form, check.forms ?? []);
    return [...problems, ruleProblem('RULE_FORM_UNKNOWN', '/form', { form: rule.form }, didYouMean(near))];
  }
  const context: RuleContext = {
    app: check.app,
    rule: check.key,
    form,
    scope: ruleScope(form),
    groups: check.groups ?? null,
  };
  const found =
    rule.type === 'scorecard'
      ? checkScorecard(rule, context, sound)
      : [
          ...checkMoment(rule.when, context, sound),
          ...(rule.if !== undefined && sound('/if') ? expressionProblems(rule.if, context, '/if') : []),
          ...(sound('/actions') || Array.isArray(rule.actions)
            ? checkActions(rule.actions, context, '/actions', sound, rule.when?.type)
            : []),
          ...(Array.isArray(rule.actions) && rule.actions.length === 0
            ? [ruleProblem('RULE_ACTION_MISSING', '/actions')]
            : []),
        ];
  const all = [...problems, ...found];
  // Loops are looked for among rules that are right in themselves.
  return all.length > 0 ? all : checkCycles(check.key, rule, form, check.rules ?? new Map());
}

/** Only the shape: what can be said without knowing any form. */
export function checkRuleShape(document: unknown): Problem[] {
  if (document === null || typeof document !== 'object' || Array.isArray(document)) return shapes.event(document);
  const { type } = document as { type?: unknown };
  if (typeof type === 'string' && Object.hasOwn(shapes, type)) return shapes[type as RuleDefinition['type']](document);
  const named = typeof type === 'string' ? type : '';
  const near = nearest(named, Object.keys(shapes));
  return [ruleProblem('RULE_TYPE_UNKNOWN', '/type', { type: named }, didYouMean(near))];
}

const shapes: Record<RuleDefinition['type'], ShapeCheck> = {
  event: lazyShape(() => compileShape(eventRuleShape)),
  scorecard: lazyShape(() => compileShape(scorecardShape)),
};

/** Compiling a schema costs milliseconds, so it waits for the first document. */
function lazyShape(compile: () => ShapeCheck): ShapeCheck {
  let shape: ShapeCheck | undefined;
  return (value) => (shape ??= compile())(value);
}

type Sound = (path: string) => boolean;

/** Whether the part of the document at a path has the right shape, so that its meaning can be checked. */
function soundParts(problems: readonly Problem[]): Sound {
  return (path) => !problems.some((problem) => problem.path === path || problem.path.startsWith(`${path}/`));
}

function expressionProblems(text: string, context: RuleContext, path: string): Problem[] {
  const problems: Problem[] = [];
  findExpression(context, text, booleanType, path, problems);
  return problems;
}

function checkMoment(when: RuleMoment, context: RuleContext, sound: Sound): Problem[] {
  if (!sound('/when') || !('fields' in when)) return [];
  const problems: Problem[] = [];
  for (const [index, key] of (when.fields ?? []).entries()) findField(context, key, `/when/fields/${index}`, problems);
  return problems;
}

function checkActions(
  actions: readonly RuleAction[],
  context: RuleContext,
  path: string,
  sound: Sound,
  moment?: RuleMoment['type'],
): Problem[] {
  return actions.flatMap((action, index) => {
    const at = `${path}/${index}`;
    return sound(at) ? checkAction(action, context, moment).map((problem) => problemAt(at, problem)) : [];
  });
}

function checkAction({ type, settings }: RuleAction, context: RuleContext, moment?: RuleMoment['type']): Problem[] {
  const action = actionTypeNamed(type);
  if (action === undefined) {
    const near = nearest(
      type,
      actionTypes.map((known) => known.type),
    );
    return [ruleProblem('RULE_ACTION_UNKNOWN', '/type', { type }, didYouMean(near))];
  }
  const shape = settingsShape(type)(settings);
  const found = shape.length > 0 ? shape : action.check(settings, context);
  const problems = found.map((problem) => problemAt('/settings', problem));
  if (moment === 'deleted' && action.stage === 'record') {
    problems.push(ruleProblem('RULE_ACTION_NEEDS_RECORD', '/type', { action: type }));
  }
  return problems;
}

const settingsShapes = new Map<string, ShapeCheck>();

function settingsShape(type: string): ShapeCheck {
  let shape = settingsShapes.get(type);
  if (shape === undefined) {
    shape = compileShape(actionTypeNamed(type)?.settings ?? {});
    settingsShapes.set(type, shape);
  }
  return shape;
}

function checkScorecard(rule: Scorecard, context: RuleContext, sound: Sound): Problem[] {
  const problems: Problem[] = [];
  if (sound('/field')) {
    const field = findWritableField(context, rule.field, '/field', problems);
    if (field !== null && field.valueType !== 'number') {
      problems.push(
        ruleProblem('RULE_FIELD_WRONG_TYPE', '/field', {
          field: titleOf(field),
          expected: { en: 'a number', zh: '数字' },
        }),
      );
    }
  }
  const attributes = Array.isArray(rule.attributes) ? rule.attributes : [];
  for (const [index, attribute] of attributes.entries()) {
    const path = `/attributes/${index}`;
    // Its points may be wrong beside it: the condition is judged by itself.
    if (typeof attribute?.when !== 'string' || !sound(`${path}/when`)) continue;
    problems.push(...expressionProblems(attribute.when, context, `${path}/when`));
  }
  problems.push(...keysTwice(attributes, '/attributes', sound));
  const bands = Array.isArray(rule.bands) ? rule.bands : [];
  problems.push(...keysTwice(bands, '/bands', sound));
  for (const [index, band] of bands.entries()) {
    const path = `/bands/${index}`;
    const before = bands[index - 1];
    if (sound(path) && before !== undefined && sound(`/bands/${index - 1}`) && before.from >= band.from) {
      problems.push(ruleProblem('RULE_BAND_ORDER', `${path}/from`, { band: band.key, from: band.from }));
    }
    if (Array.isArray(band?.actions)) problems.push(...checkActions(band.actions, context, `${path}/actions`, sound));
  }
  return problems;
}

function keysTwice(items: readonly { readonly key: string }[], path: string, sound: Sound): Problem[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    if (!sound(`${path}/${index}`)) return [];
    const isTwice = seen.has(item.key);
    seen.add(item.key);
    return isTwice ? [ruleProblem('RULE_KEY_TWICE', `${path}/${index}/key`, { key: item.key })] : [];
  });
}
