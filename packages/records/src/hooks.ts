import type { FormModel } from '@tangram/forms';
import type { JsonValue, Problem, RecordValues } from '@tangram/schema';
import type { Kysely } from 'kysely';
import type { Actor } from './actor.ts';
import type { Reason, Records } from './records.ts';

/**
 * What rules, flows and live updates do around a write. Hooks of one engine run in list order. All changes of one call
 * are of one form. A hook that throws rolls the whole write back.
 */
export interface WriteHooks {
  /**
   * Whether `before` or `after` want changes of this form at all. A write nobody is interested in is one statement
   * without a transaction, so answer exactly. Missing: always interested.
   */
  isInterested?(form: FormModel): boolean;
  /** Before the rows are written: may set fields and refuse changes. */
  before?(context: WriteContext, changes: readonly PlannedChange[]): Promise<void>;
  /**
   * After the rows are written, in the same transaction. On an occasion also for the records that it left as they were:
   * nothing of those is `changed`.
   */
  after?(context: WriteContext, changes: readonly CommittedChange[]): Promise<void>;
  /** After the commit; must not throw. Whatever is lost here when the process dies must be found again by other means. */
  committed?(changes: readonly CommittedChange[]): void;
}

export interface WriteContext {
  /** The transaction of the write. Own statements go here, never to the pool. */
  readonly trx: Kysely<unknown>;
  readonly actor: Actor;
  /** The records engine inside the same transaction. */
  readonly records: Records;
  readonly now: Date;
  /** What happened to the records, when they are looked at without anybody having changed them. */
  readonly occasion?: Occasion;
  /** Whoever writes has said that likely duplicates are to be saved all the same. */
  readonly acceptDuplicates?: boolean;
}

/**
 * Something that happened to records and is no change of them: a visit to the website, a moment that has come. Rules may
 * answer it with changes; `data` is what they may ask about it.
 */
export interface Occasion {
  readonly name: string;
  readonly data: RecordValues;
  /** What differs from record to record, by id: it goes before `data`. */
  readonly dataOf?: ReadonlyMap<string, RecordValues>;
}

export type ChangeKind = 'create' | 'update' | 'delete' | 'restore';

/**
 * A change about to be written. Values are in stored wire form: references and members are ids (text). A field that
 * the form has is always a key of `values`, null when blank.
 */
export interface PlannedChange {
  readonly kind: ChangeKind;
  readonly form: FormModel;
  readonly id: string;
  /** The record as it stood; null for one being created. */
  readonly before: RecordValues | null;
  readonly values: RecordValues;
  /** Keys whose value differs from before; system stamps are not among them. */
  readonly changed: ReadonlySet<string>;
  /** Sets a field on behalf of a rule or flow; formulas follow. A value that does not fit refuses the change. */
  set(field: string, value: JsonValue, because: Reason): void;
  /** Refuses this change; the others of the batch go on. */
  refuse(problem: Problem): void;
}

/** A change that has been written (in `after`) and committed (in `committed`). */
export interface CommittedChange {
  readonly kind: ChangeKind;
  readonly form: FormModel;
  readonly id: string;
  readonly version: number;
  readonly before: RecordValues | null;
  readonly values: RecordValues;
  readonly changed: ReadonlySet<string>;
  /** Who changed it, and at which causation depth. */
  readonly actor: Actor;
}
