import { type FeelType, type Scope, userType } from '@tangram/expression';
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
}

/**
 * What a rule may speak of: the record's fields at top level, `previous`, the record before the change (null for a new
 * one), `user`, who makes the change, and what its kind adds (`event`).
 */
export function ruleScope(form: FormModel, variables: { readonly [name: string]: FeelType } = {}): Scope {
  return form.scopeWith({
    ...variables,
    previous: { type: 'reference', form: `${form.app}/${form.key}`, members: () => form.scope.variables },
    user: userType,
  });
}
