import type { Aggregate } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { LocalText, Problem, RuleDefinition } from '@tangram/schema';
import { ruleKindOf } from '../kinds/index.ts';
import type { CompiledParts } from '../kinds/rule-kind.ts';
import { conditionWords } from './condition-words.ts';
import { type RuleContext, ruleScope } from './rule-context.ts';

/** A rule of one form, ready to run on any number of records. */
export interface CompiledRule extends CompiledParts {
  readonly key: string;
  readonly definition: RuleDefinition;
  /** The condition as people say it; null when it always runs. */
  readonly why: LocalText | null;
  /** Every variable path read. */
  readonly reads: readonly (readonly string[])[];
  /** The fields of the record read: when another rule changes one, this rule looks again. */
  readonly watches: readonly string[];
  /** What its condition and its own work count among related records; its steps have theirs. */
  readonly aggregates: readonly Aggregate[];
}

/** Compiles a rule; `rules` are those of its application, which it may call. Its problems are those that `checkRule` finds too, so a published rule has none. */
export function compileRule(
  key: string,
  definition: RuleDefinition,
  form: FormModel,
  rules: ReadonlyMap<string, RuleDefinition> | null = null,
): { rule: CompiledRule; problems: readonly Problem[] } {
  const kind = ruleKindOf(definition);
  const scope = ruleScope(form, kind.variables?.(definition));
  const counted = new Map<string, Aggregate>();
  const context: RuleContext = { app: form.app, rule: key, form, scope, groups: null, rules, counted };
  const problems: Problem[] = [];
  const parts = kind.compile(definition, context, problems);
  const reads = [
    ...(parts.condition?.expression.reads ?? []),
    ...parts.steps.flatMap((step) => step.reads),
    ...(parts.work?.reads ?? []),
  ];
  const roots = new Set([...reads.map((path) => path[0] as string), ...(parts.moment.fields ?? [])]);
  const watches = [...roots].filter((root) => form.fields.has(root));
  const why = parts.condition === null ? null : conditionWords(parts.condition.expression, form);
  const aggregates = [...counted.values()];
  return { rule: { key, definition, ...parts, why, reads, watches, aggregates }, problems };
}
