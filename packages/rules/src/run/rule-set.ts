import type { FormModel } from '@tangram/forms';
import type { Catalog } from '@tangram/records';
import type { Problem, RuleDefinition } from '@tangram/schema';
import { compileRule, type CompiledRule } from '../compile/compile-rule.ts';

/** The enabled rules of one form, compiled, in the order in which they run. */
export interface RuleSet {
  readonly rules: readonly CompiledRule[];
  /** Rules that no longer fit their form; they do not run, and every record they miss says so. */
  readonly broken: readonly { readonly rule: CompiledRule; readonly problems: readonly Problem[] }[];
}

/** Compiled once per catalog: a publish makes a new one. */
export function ruleSetOf(catalog: Catalog, form: FormModel): RuleSet {
  let known = kept.get(catalog);
  if (known === undefined) kept.set(catalog, (known = new Map()));
  const key = `${form.app}/${form.key}`;
  let set = known.get(key);
  if (set === undefined) known.set(key, (set = compileRuleSet(form, catalog.app(form.app)?.rules ?? new Map())));
  return set;
}

const kept = new WeakMap<Catalog, Map<string, RuleSet>>();

export function compileRuleSet(form: FormModel, rules: ReadonlyMap<string, RuleDefinition>): RuleSet {
  const compiled = [...rules]
    .filter(([, rule]) => rule.enabled && rule.form === form.key)
    .toSorted(([aKey, a], [bKey, b]) => (a.order ?? 0) - (b.order ?? 0) || (aKey < bKey ? -1 : 1))
    .map(([key, rule]) => compileRule(key, rule, form, rules));
  return {
    rules: compiled.filter(({ problems }) => problems.length === 0).map(({ rule }) => rule),
    broken: compiled.filter(({ problems }) => problems.length > 0),
  };
}
