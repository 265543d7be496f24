import type { FormModel } from '@tangram/forms';
import { didYouMean, nearest, type Problem, type RuleDefinition, shapeCheck, type ShapeCheck } from '@tangram/schema';
import { type RuleContext, ruleScope } from '../compile/rule-context.ts';
import { ruleProblem } from '../errors.ts';
import { ruleKindNamed, ruleKindOf, ruleKinds } from '../kinds/index.ts';
import { checkCycles } from './check-cycles.ts';
import { type RulePart, rulePart } from './rule-part.ts';

/** Where the rule to be checked stands. */
export interface RuleCheck {
  readonly app: string;
  readonly key: string;
  form(app: string, form: string): FormModel | undefined;
  /** Keys of the application's forms, for a "did you mean". */
  readonly forms?: readonly string[];
  /** Keys of the application's groups of people; not checked when missing. */
  readonly groups?: readonly string[];
  /** Keys of the application's roles; not checked when missing. */
  readonly roles?: readonly string[];
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
  const isUnsound = (path: string) =>
    problems.some((problem) => problem.path === path || problem.path.startsWith(`${path}/`));
  if (isUnsound('/type') || isUnsound('/form') || problems.some((problem) => problem.path === '')) return problems;
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
    scope: ruleScope(form, ruleKindOf(rule).variables?.(rule)),
    groups: check.groups ?? null,
    rules: check.rules ?? null,
    ...(check.roles === undefined ? {} : { roles: check.roles }),
  };
  const part = rulePart(context, problems);
  const all = [...problems, ...checkEffective(rule, part), ...ruleKindOf(rule).check(rule, part)];
  // Loops are looked for among rules that are right in themselves.
  return all.length > 0 ? all : checkCycles(check.key, rule, form, check.rules ?? new Map());
}

function checkEffective({ effective }: RuleDefinition, { sound }: RulePart): Problem[] {
  if (effective?.from === undefined || effective.until === undefined || !sound('/effective')) return [];
  return effective.from > effective.until ? [ruleProblem('RULE_NEVER_IN_FORCE', '/effective/until', effective)] : [];
}

/** Only the shape: what can be said without knowing any form. */
export function checkRuleShape(document: unknown): Problem[] {
  const type =
    document !== null && typeof document === 'object' && !Array.isArray(document) && 'type' in document
      ? document.type
      : undefined;
  if (typeof type === 'string' && ruleKindNamed(type) !== undefined) return shapeOf(type)(document);
  if (document === null || typeof document !== 'object' || Array.isArray(document)) return shapeOf('event')(document);
  const named = typeof type === 'string' ? type : '';
  const near = nearest(
    named,
    ruleKinds.map((kind) => kind.type),
  );
  return [ruleProblem('RULE_TYPE_UNKNOWN', '/type', { type: named }, didYouMean(near))];
}

function shapeOf(type: string): ShapeCheck {
  return shapeCheck(ruleKindNamed(type)?.shape ?? {});
}
