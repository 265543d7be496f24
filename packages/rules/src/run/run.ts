import type { Aggregate } from '@tangram/expression';
import type { LocalText, Problem } from '@tangram/schema';
import type { Actor, Catalog, Occasion, Workspace } from '@tangram/records';
import type { Kysely } from 'kysely';
import type { ActionRuntime } from '../actions/action-type.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { ConditionTrace, Standing, TraceChange } from '../explain/trace.ts';
import type { Relations } from './relations.ts';
import type { RuleRecord } from './rule-record.ts';

/** The rules of a form over the records of one write. */
export interface Run {
  readonly rules: readonly CompiledRule[];
  readonly records: readonly RuleRecord[];
  readonly relations: Relations;
  /** What happened to the records, when it was not a change of them. */
  readonly occasion: Occasion | null;
  readonly trx: Kysely<unknown>;
  readonly now: Date;
  /** Only what had been heard of the records by then counts; null: everything. */
  readonly knownUntil: Date | null;
  readonly workspace: Workspace;
  /** Who makes the change, as the traces say. */
  readonly actorName: string;
  /** Who makes the change, for what may be told of other records. */
  readonly actor: Actor;
  readonly catalog: Catalog;
  /** He has said that likely duplicates are to be saved all the same. */
  readonly acceptsDuplicates: boolean;
  /** False for a trial: what is kept beside the records is left as it is. */
  readonly leavesMarks: boolean;
  /** Asks what these records count among related ones, as everything stands now: one statement, however many records. */
  count(records: readonly RuleRecord[], aggregates: readonly Aggregate[]): Promise<void>;
  runtime(rule: CompiledRule): ActionRuntime;
}

/** One rule that ran on a record: filled in while it works, then written as a trace. */
export interface Firing {
  readonly rule: CompiledRule;
  readonly round: number;
  readonly condition: ConditionTrace | null;
  readonly changes: TraceChange[];
  readonly done: LocalText[];
  readonly problems: Problem[];
  /** What the kind of the rule has to tell: points, matched rows. */
  standing: Standing;
  /** Worth telling though nothing was changed. */
  isNews?: boolean;
  stopped?: boolean;
}

export interface Fired {
  readonly record: RuleRecord;
  readonly firing: Firing;
}
