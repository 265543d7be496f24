import type { Expression, FeelType } from '@tangram/expression';
import type { FieldModel, FormModel } from '@tangram/forms';
import type { Aggregate, Grain, LocalText, NumberFormat, ValueType } from '@tangram/schema';
import type { ResultOption } from '../result/query-result.ts';

/**
 * A question with every name resolved, ready to become SQL. Every join is many-to-one, so a record stands at most once
 * in what is aggregated and no sum can be too large; dimensions with several values per record say so (`isList`).
 */
export interface QueryPlan {
  readonly form: FormModel;
  readonly dimensions: readonly PlannedDimension[];
  readonly measures: readonly PlannedMeasure[];
  readonly calculations: readonly PlannedCalculation[];
  readonly filter: Expression | null;
  readonly having: Expression | null;
  readonly sort: readonly PlannedSort[];
  readonly top: { readonly count: number; readonly others: boolean } | null;
  readonly totals: boolean;
}

export interface PlannedDimension {
  readonly key: string;
  readonly title: LocalText;
  readonly path: FieldPath;
  readonly valueType: ValueType;
  readonly grain: Grain | null;
  /** Choices in their order; null where the field has none. */
  readonly options: readonly ResultOption[] | null;
  readonly format: NumberFormat | null;
  /** Each record may belong to several groups. */
  readonly isList: boolean;
}

export interface PlannedMeasure {
  readonly key: string;
  readonly title: LocalText;
  readonly aggregate: Aggregate;
  readonly of: Expression | null;
  readonly filter: Expression | null;
  readonly feelType: FeelType;
  readonly valueType: ValueType;
  readonly format: NumberFormat | null;
}

export interface PlannedCalculation {
  readonly key: string;
  readonly title: LocalText;
  readonly expression: Expression;
  readonly valueType: ValueType;
  readonly format: NumberFormat | null;
}

export interface PlannedSort {
  /** A dimension, measure or calculation. */
  readonly by: string;
  readonly descending: boolean;
}

/** A field reached through many-to-one relations: `account.sector` has one hop, `stage` none. */
export interface FieldPath {
  readonly keys: readonly string[];
  readonly hops: readonly Hop[];
  readonly field: PathField;
}

/** One relation followed: from the field `key`, on the record reached so far, to one record of the target. */
export interface Hop {
  readonly key: string;
  readonly field: PathField;
  readonly target: RelationTarget;
}

export type RelationTarget = { readonly type: 'form'; readonly form: FormModel } | { readonly type: 'person' };

/** A field of a form, or a column of the people of the workspace. */
export type PathField =
  | { readonly type: 'form'; readonly form: FormModel; readonly field: FieldModel }
  | { readonly type: 'person'; readonly key: string; readonly title: LocalText; readonly valueType: ValueType };
