import type { JsonValue, LocalText, Problem, RecordValues, SortKey } from '@tangram/schema';
import type { Kysely } from 'kysely';
import type { Actor } from './actor.ts';
import type { HistoryPage } from './history.ts';
import type { Occasion } from './hooks.ts';

/** The records of every form: the one way in and out of their tables. Every call is held to what the actor may do. */
export interface Records {
  /** One page. Throws `PlatformError` with every problem of the query (`RECORD_*`, `EXPR_*`). */
  list(actor: Actor, query: ListQuery): Promise<RecordPage>;
  /** One record; `RECORD_NOT_FOUND` also for one that the actor may not see. */
  get(actor: Actor, address: RecordAddress & { readonly fields?: readonly string[] }): Promise<RecordRow>;
  create(
    actor: Actor,
    write: { readonly app: string; readonly form: string; readonly values: RecordValues } & Because,
  ): Promise<RecordRow>;
  /** Changes the given fields only. With `version`, refuses when somebody saved since (`RECORD_CONFLICT`). */
  update(
    actor: Actor,
    write: RecordAddress & { readonly values: RecordValues; readonly version?: number } & Because,
  ): Promise<RecordRow>;
  /** Moves the record to the trash. */
  remove(actor: Actor, write: RecordAddress & { readonly version?: number } & Because): Promise<void>;
  /** Takes the record out of the trash. */
  restore(actor: Actor, write: RecordAddress & Because): Promise<RecordRow>;
  /** Writes back the values that the record had after the history entry `entry`; itself a write. */
  revert(actor: Actor, write: RecordAddress & { readonly entry: string } & Because): Promise<RecordRow>;
  /** A batch in one transaction, outcome per row in the same order; a row that cannot be saved does not stop the others. */
  writeMany(actor: Actor, batch: WriteBatch): Promise<readonly RowOutcome[]>;
  /**
   * Takes records that something happened to along the write path, though nobody changes them: rules look at them and
   * may change them. Needs the operation `update`. Outcome per record, in the same order.
   */
  occur(
    actor: Actor,
    event: {
      readonly app: string;
      readonly form: string;
      readonly ids: readonly string[];
      readonly occasion: Occasion;
    } & Because,
  ): Promise<readonly RowOutcome[]>;
  history(
    actor: Actor,
    address: RecordAddress & { readonly limit?: number; readonly after?: string },
  ): Promise<HistoryPage>;
  /** How many records the actor sees, exactly. */
  count(actor: Actor, query: Pick<ListQuery, 'app' | 'form' | 'filter' | 'search' | 'trash'>): Promise<number>;
  /** What one record counts among related ones as the actor sees them, by the texts that ask: `count(activity[done])`. */
  counts(
    actor: Actor,
    asked: RecordAddress & { readonly counts: readonly string[] },
  ): Promise<{ readonly [text: string]: JsonValue }>;
  /** Every record the query finds, page by page, never all in memory; needs the operation `export`. */
  export(actor: Actor, query: Omit<ListQuery, 'limit' | 'after' | 'count'>): AsyncIterable<RecordRow>;
  /**
   * The same engine inside a transaction that the caller opened and commits. The caller calls `committed()` after his
   * commit, so that hooks learn of the changes; inside a hook (`WriteContext.records`) the engine does that itself.
   */
  within(trx: Kysely<unknown>): RecordsInTransaction;
  /** Opens a transaction, runs `work` inside it, commits, then tells the hooks. */
  transaction<Result>(work: (records: RecordsInTransaction, trx: Kysely<unknown>) => Promise<Result>): Promise<Result>;
}

export interface RecordsInTransaction extends Records {
  committed(): void;
}

export interface RecordAddress {
  readonly app: string;
  readonly form: string;
  readonly id: string;
}

export interface ListQuery {
  readonly app: string;
  readonly form: string;
  /** Field keys and paths through relations, `account.sector`; every readable field when missing. */
  readonly fields?: readonly string[];
  /** FEEL over the record, with `user`. */
  readonly filter?: string;
  /** Ties are broken by id. Blanks come last in both directions. */
  readonly sort?: readonly SortKey[];
  /** 1 to 200; 50 when missing. */
  readonly limit?: number;
  /** `next` of the page before, for the same sort. */
  readonly after?: string;
  /** `capped` counts up to 1,000 and is cheap on any table; none when missing. */
  readonly count?: 'none' | 'capped' | 'exact';
  /** Words looked for in every readable text field. */
  readonly search?: string;
  /** The records in the trash instead of the others. */
  readonly trash?: boolean;
}

export interface RecordPage {
  readonly rows: readonly RecordRow[];
  /** Cursor of the next page, null on the last. */
  readonly next: string | null;
  readonly count?: number;
  /** True when there are more than `count`. */
  readonly countIsCapped?: boolean;
}

/**
 * A record as it is read: `id`, `version` and the asked fields in wire form (`schema/value-type.ts`). A reference or
 * member is `{ id, title }`; its title is null when the actor may not see the other record. Paths stand under their
 * whole text: `row['account.sector']`.
 */
export interface RecordRow {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: JsonValue;
}

export interface WriteBatch extends Because {
  readonly app: string;
  readonly form: string;
  readonly rows: readonly RowWrite[];
  /** Save nothing at all when any row cannot be saved. */
  readonly allOrNothing?: boolean;
  /** Go the whole way and roll back: says what would happen. */
  readonly dryRun?: boolean;
}

export type RowWrite =
  | { readonly kind: 'create'; readonly values: RecordValues }
  | { readonly kind: 'update'; readonly id: string; readonly values: RecordValues; readonly version?: number }
  | { readonly kind: 'delete'; readonly id: string; readonly version?: number }
  | { readonly kind: 'restore'; readonly id: string };

/** What became of one row of a batch. An update that changes nothing is saved with its version unchanged. */
export type RowOutcome =
  | { readonly saved: true; readonly id: string; readonly version: number }
  | { readonly saved: false; readonly id: string | null; readonly problems: readonly Problem[] };

/** Why a change is made, when the actor is not the whole answer: kept in history for every field of the write. */
export interface Because {
  readonly because?: Reason;
  /** Saves what is likely to be there already, where a rule would ask first. */
  readonly acceptDuplicates?: boolean;
}

/** Which rule or flow made a change and the sentence it gives. */
export interface Reason {
  readonly rule?: string;
  readonly flow?: string;
  readonly reason: LocalText;
}
