import type { LocalText } from '../language.ts';

/**
 * What a table answers when several rows match, by the initials of DMN 1.5, section 8.2.10: U unique, A any, P priority,
 * F first, R rule order, O output order, C collect (C+ sum, C< smallest, C> largest, C# count).
 */
export const hitPolicies = ['U', 'A', 'P', 'F', 'R', 'O', 'C', 'C+', 'C<', 'C>', 'C#'] as const;
export type HitPolicy = (typeof hitPolicies)[number];

/** Types of the columns of decision tables; `any` is judged only when the table runs. */
export const columnTypes = [
  'any',
  'text',
  'number',
  'boolean',
  'date',
  'date-time',
  'time',
  'days-duration',
  'months-duration',
] as const;
export type ColumnType = (typeof columnTypes)[number];

/**
 * Conditions in columns, one decision per row. Columns and rows have keys that never change, and cells stand under the
 * keys of their columns, so that moving a column touches no row.
 */
export interface DecisionTable {
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly TableInput[];
  readonly outputs: readonly TableOutput[];
  readonly rows: readonly TableRow[];
}

export interface TableInput {
  readonly key: string;
  readonly title: LocalText;
  /** FEEL: what the cells of this column are tests of. */
  readonly expression: string;
  /** A `ColumnType`, or a type that the document around the table defines; that of the expression when missing. */
  readonly type?: string;
  /** Unary tests that every value but blank must pass: `"High", "Low"`, `[0..120]`. */
  readonly allowed?: string;
}

export interface TableOutput {
  readonly key: string;
  readonly title: LocalText;
  /** As of an input; whatever the cells give when missing. */
  readonly type?: string;
  /** Unary tests, for P and O in falling priority: `"reject", "review", "accept"`. */
  readonly allowed?: string;
  /** FEEL: the output where no row matches; blank when missing. */
  readonly default?: string;
}

export interface TableRow {
  readonly key: string;
  /** Unary tests by input key; a missing or empty cell and `-` hold for every value. */
  readonly inputs: { readonly [input: string]: string };
  /** FEEL by output key; a missing or empty cell is blank. */
  readonly outputs: { readonly [output: string]: string };
  readonly annotation?: string;
  /** True when missing. */
  readonly enabled?: boolean;
  /** ISO dates, both inclusive, on the calendar of the workspace's zone; unlimited when missing. */
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
}
