import { booleanType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { ChangeKind } from '@tangram/records';
import type { LocalText, Problem, RuleDefinition, RuleMoment, Scorecard } from '@tangram/schema';
import { findExpression } from './check-names.ts';
import { conditionWords } from './condition-words.ts';
import { type CompiledStep, compileSteps } from './compile-steps.ts';
import { compileCondition, type Condition } from './condition.ts';
import { compileScore, type CompiledScore } from './score.ts';
import { type RuleContext, ruleScope } from './rule-context.ts';

/** A rule of one form, ready to run on any number of records. */
export interface CompiledRule {
  readonly key: string;
  readonly definition: RuleDefinition;
  readonly kinds: ReadonlySet<ChangeKind>;
  /** A change of one of these wakes it; null: of any. */
  readonly fields: readonly string[] | null;
  readonly condition: Condition | null;
  /** The condition as people say it; null when it always runs. */
  readonly why: LocalText | null;
  readonly steps: readonly CompiledStep[];
  readonly score: CompiledScore | null;
  /** Every variable path read. */
  readonly reads: readonly (readonly string[])[];
  /** The fields of the record read: when another rule changes one, this rule looks again. */
  readonly watches: readonly string[];
}

/** Compiles a rule; its problems are those that `checkRule` finds too, so a published rule has none. */
export function compileRule(
  key: string,
  definition: RuleDefinition,
  form: FormModel,
): { rule: CompiledRule; problems: readonly Problem[] } {
  const context: RuleContext = { app: form.app, rule: key, form, scope: ruleScope(form), groups: null };
  const problems: Problem[] = [];
  const parts =
    definition.type === 'scorecard'
      ? compileScorecard(definition, context, problems)
      : {
          ...momentOf(definition.when),
          condition: compileIf(definition.if, context, problems),
          steps: compileSteps(definition.actions, context, problems),
          score: null,
        };
  const reads = [
    ...(parts.condition?.expression.reads ?? []),
    ...parts.steps.flatMap((step) => step.reads),
    ...(parts.score?.reads ?? []),
  ];
  const roots = new Set([...reads.map((path) => path[0] as string), ...(parts.fields ?? [])]);
  const watches = [...roots].filter((root) => form.fields.has(root));
  const why = parts.condition === null ? null : conditionWords(parts.condition.expression, form);
  return { rule: { key, definition, ...parts, why, reads, watches }, problems };
}

type Moment = Pick<CompiledRule, 'kinds' | 'fields'>;

function momentOf(when: RuleMoment): Moment {
  return {
    kinds: new Set(kindsOf[when.type]),
    fields: 'fields' in when && when.fields !== undefined ? when.fields : null,
  };
}

const kindsOf: Record<RuleMoment['type'], readonly ChangeKind[]> = {
  created: ['create'],
  changed: ['update'],
  saved: ['create', 'update'],
  deleted: ['delete'],
};

function compileIf(text: string | undefined, context: RuleContext, problems: Problem[]): Condition | null {
  if (text === undefined) return null;
  const expression = findExpression(context, text, booleanType, '/if', problems);
  return expression === null ? null : compileCondition(expression, text, context.scope);
}

function compileScorecard(definition: Scorecard, context: RuleContext, problems: Problem[]) {
  const score = compileScore(definition, context, problems);
  return { ...momentOf({ type: 'saved' }), condition: null, steps: [], score };
}
