import type { ConditionFlip } from './condition-flip.ts';
import type { JsonValue, LocalText, Problem } from '@tangram/schema';
import type { ScoreTrace } from '../scores/evaluate-score.ts';

/** What became of a rule on one record in one write. `stopped`: the round limit was reached; `broken`: it cannot run. */
export type TraceOutcome = 'applied' | 'stopped' | 'broken';

/** What a rule did to a record in one write, and why; kept as JSON in `tangram.rule_trace`. */
export interface TraceDetail extends Standing {
  /** The rule's title when it ran. */
  readonly title: LocalText;
  readonly condition: ConditionTrace | null;
  readonly changes: readonly TraceChange[];
  /** What was done outside the record, in words. */
  readonly done: readonly LocalText[];
  readonly problems: readonly Problem[];
  /** Round of the write in which it ran, from 1; later ones because another rule set it off. */
  readonly round: number;
}

/** What the kind of a rule has to tell of a record: each kind fills in its own part. */
export interface Standing {
  readonly score?: ScoreTrace;
  /** What must be true of the record, and whether it is. */
  readonly validity?: ConditionTrace;
  readonly tables?: readonly TableTrace[];
}

export interface TraceChange {
  readonly field: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** A condition and the values that decided it. `holds` is null when it could not be told, for a blank. */
export interface ConditionTrace {
  readonly text: string;
  readonly holds: boolean | null;
  /** The parts joined by `and` or `or`; one part for any other condition. */
  readonly parts: readonly ConditionPart[];
  /** Only where a record is asked about, not of what a rule has done. */
  readonly flip?: ConditionFlip;
}

export interface ConditionPart {
  readonly text: string;
  readonly holds: boolean | null;
  /** The values it looked at, by path (`account.sector`), and what it counted, by its text (`count(activity[done])`). */
  readonly values: { readonly [path: string]: JsonValue };
}

/** What a decision table said to a record. */
export interface TableTrace {
  /** Key of the rule that is the table. */
  readonly table: string;
  readonly title: LocalText;
  /** What the columns were held against; one that the reader may not see is missing. */
  readonly inputs: readonly TableInputTrace[];
  /** Which rows matched, and which of them made the result; `number` counts all rows from 1. */
  readonly matched: readonly { readonly key: string; readonly number: number; readonly isTaken: boolean }[];
}

export interface TableInputTrace {
  readonly key: string;
  readonly title: LocalText;
  /** The variable paths that the value was made of, and what was counted for it. */
  readonly reads: readonly string[];
  readonly value?: JsonValue;
}
