import type { Problem } from '@tangram/schema';
import type { Aggregate } from './ast/aggregate.ts';
import type { Node } from './ast/node.ts';
import type { FeelType } from './types/feel-type.ts';
import type { NamedTypes } from './types/type-name.ts';

/**
 * `strict`, the product: unknown names and type clashes are problems when the expression is saved, and date-times are
 * instants read on the clocks of the run's zone. `standard`, conformance cases: what DMN answers with null is null.
 */
export type Mode = 'strict' | 'standard';

/** A checked expression, ready to be compiled. */
export interface Expression {
  /** Canonical FEEL. */
  readonly text: string;
  readonly ast: Node;
  readonly type: FeelType;
  /** The variable paths it reads: `[['account', 'sector'], ['amount']]`. */
  readonly reads: readonly (readonly string[])[];
  /** The counts over related records, whose values a run is handed: see `compileAggregate`. */
  readonly aggregates: readonly Aggregate[];
  /** Whether PostgreSQL can compute it; if not, why. */
  readonly inSql: { readonly ok: true } | { readonly ok: false; readonly problem: Problem };
  readonly mode: Mode;
  /** Types of the document that `instance of` names. */
  readonly types: NamedTypes;
}
