import { type Aggregate, type Expression, type FeelType, type Scope, userType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { RuleDefinition } from '@tangram/schema';

/** Where a rule stands: what its names are looked up in. */
export interface RuleContext {
  readonly app: string;
  /** The rule's own key. */
  readonly rule: string;
  readonly form: FormModel;
  /** The record's fields, `previous` and `user`. */
  readonly scope: Scope;
  /** The groups of the application; unknown (null) where only shapes are checked. */
  readonly groups: readonly string[] | null;
  /** The roles of the application; missing where only shapes are checked. */
  readonly roles?: readonly string[];
  /** The application's rules by key; unknown (null) where only one rule is looked at. */
  readonly rules: ReadonlyMap<string, RuleDefinition> | null;
  /** Notes the counts over related records that are found while a rule is compiled, by their text. */
  readonly counted?: Map<string, Aggregate>;
}

/**
 * What a rule may speak of: the record's fields and the lists of records that refer to it, `previous`, the record before the change (null for a new
 * one), `user`, who makes the change, and what its kind adds (`event`).
 */
export function ruleScope(form: FormModel, variables: { readonly [name: string]: FeelType } = {}): Scope {
  const scope = form.scopeWithLists({
    ...variables,
    previous: { type: 'reference', form: `${form.app}/${form.key}`, members: () => form.scope.variables },
    user: userType,
  });
  return { ...scope, notStored: ['previous', ...Object.keys(variables)] };
}

/** Notes what an expression counts, for the run to ask before it evaluates. */
export function noteCounts({ counted }: RuleContext, expression: Expression | null): void {
  for (const aggregate of expression?.aggregates ?? []) counted?.set(aggregate.text, aggregate);
}
