import type { FieldDefinition, Language } from '@tangram/schema';

/**
 * What a step costs those who work while it runs. All steps of a plan run in one transaction.
 *
 * - `none`: nothing in the table changes.
 * - `moment`: the catalogue only; a few milliseconds, whatever the number of records.
 * - `scan`: every record is read; writers wait meanwhile (about a second per million records).
 * - `rewrite`: every record is written anew; writers wait meanwhile (up to a minute per million records).
 */
export const lockCosts = ['none', 'moment', 'scan', 'rewrite'] as const;
export type LockCost = (typeof lockCosts)[number];

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** One change of a form's table, as data: it travels to the browser as it is. `stepSql` makes the SQL. */
export type TableStep = StepBasics & StepChange;

interface StepBasics {
  readonly table: TableName;
  /** Key of the field it is about; missing for the table as a whole. */
  readonly field?: string;
  /** One sentence for the builder of the form. */
  readonly words: Readonly<Record<Language, string>>;
  readonly lock: LockCost;
  /** Housekeeping that follows from another step and that nobody need be told of. */
  readonly isDetail?: boolean;
  /** What to look at in the data before deciding. */
  readonly dryRun?: DryRun;
}

export type StepChange =
  | { readonly type: 'create-table'; readonly columns: readonly ColumnSql[] }
  | { readonly type: 'add-column'; readonly column: ColumnSql; readonly counter?: Counter }
  | {
      /** The new column is filled from the old one, which goes to the trash under `trashName` with all its values. */
      readonly type: 'convert-column';
      readonly column: ColumnSql;
      readonly trashName: string;
      readonly definition: FieldDefinition;
      /** SQL of the new value over the old one, `old.value`. */
      readonly conversion: string;
      readonly counter?: Counter;
    }
  | {
      readonly type: 'trash-column';
      readonly column: string;
      readonly trashName: string;
      readonly definition: FieldDefinition;
    }
  | { readonly type: 'restore-column'; readonly column: string; readonly trashName: string; readonly counter?: Counter }
  | { readonly type: 'number-rows'; readonly counter: Counter }
  | { readonly type: 'create-index'; readonly index: IndexPlan }
  | { readonly type: 'drop-index'; readonly name: string }
  | {
      readonly type: 'add-foreign-key';
      readonly name: string;
      readonly column: string;
      readonly target: TableName;
      readonly isNew: boolean;
    }
  | { readonly type: 'drop-foreign-key'; readonly name: string }
  /** The values of a formula field are to be computed anew; the executor does it with the compiled formula. */
  | { readonly type: 'recompute' }
  /** Nothing in the table changes; what changes for people is in the words, what it meets in the data in the dry run. */
  | { readonly type: 'set-title' | 'set-settings' | 'set-required' };

export interface ColumnSql {
  readonly name: string;
  /** The type and what follows it. */
  readonly sqlType: string;
  /** A condition on every value. */
  readonly check?: string;
}

/** The sequence behind an auto-number column. */
export interface Counter {
  readonly column: string;
  readonly sequence: string;
  readonly start: number;
  /** SQL of a value, with `$count` where the count (bigint) goes. */
  readonly format: string;
}

export interface IndexPlan {
  readonly name: string;
  readonly columns: readonly string[];
  /** `living`: only records outside the trash, for uniqueness; `filled`: only records that hold a value, to stay small. */
  readonly covers: 'all' | 'living' | 'filled';
}

/**
 * A query to run before publishing. It answers one row: `total` records, `found` of them, `samples` (text[], at most ten).
 * `refuses`: publishing would fail while `found` is above zero.
 */
export interface DryRun {
  readonly sql: string;
  readonly asks: 'values-lost' | 'duplicates' | 'blanks' | 'options-gone' | 'values-trashed';
  readonly refuses: boolean;
}

export interface DryRunFindings {
  readonly total: number;
  readonly found: number;
  readonly samples: readonly string[];
}
