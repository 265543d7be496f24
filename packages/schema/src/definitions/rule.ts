import type { LocalText } from '../language.ts';
import type { DecisionTable } from './decision-table.ts';
import type { JsonObject, JsonValue } from '../value-type.ts';

/** `rules/<key>.json`, by `type`. */
export type RuleDefinition =
  | EventRule
  | AssignmentRule
  | ValidationRule
  | DuplicateRule
  | Scorecard
  | DecisionTableRule;

interface RuleBasics {
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly form: string;
  readonly enabled: boolean;
  /** Rules of one moment run in ascending order; equal ones by key. */
  readonly order?: number;
  /** The days on which it is in force, `2026-11-27`, in the workspace's zone; both ends count, a missing one is open. */
  readonly effective?: { readonly from?: string; readonly until?: string };
}

/** When something happens to a record -> if (FEEL) -> actions. */
export interface EventRule extends RuleBasics {
  readonly type: 'event';
  readonly when: RuleMoment;
  /** FEEL over the record, with `previous` (the record before the change) and `user`. */
  readonly if?: string;
  readonly actions: readonly RuleAction[];
}

export type RuleMoment =
  | { readonly type: 'created' }
  | {
      readonly type: 'changed';
      /** Any of these; every field when missing. */
      readonly fields?: readonly string[];
      /** Only from or to one of these values, of the one field named. */
      readonly from?: readonly JsonValue[];
      readonly to?: readonly JsonValue[];
    }
  | { readonly type: 'saved' /** created or changed */; readonly fields?: readonly string[] }
  | { readonly type: 'deleted' }
  | RelatedMoment
  | { readonly type: 'event' /** received from another system */; readonly name: string }
  | DateMoment
  | IdleMoment
  | {
      readonly type: 'schedule';
      /** Five parts: minute, hour, day of the month, month, day of the week. */
      readonly cron: string;
      /** IANA time zone; the workspace's when missing. */
      readonly zone?: string;
    }
  | {
      readonly type: 'button';
      readonly title: LocalText;
      readonly confirm?: LocalText;
      /** Keys of the application's roles that have it; everybody who may change the record when missing. */
      readonly roles?: readonly string[];
    };

/** Records of a form of the same application that refer to the rule's record by a field. */
export interface ReferringRecords {
  readonly form: string;
  readonly field: string;
}

/** A record that refers to this one is created, changed or deleted. */
export interface RelatedMoment {
  readonly type: 'related';
  readonly records: ReferringRecords;
  /** All three when missing. */
  readonly kinds?: readonly ('created' | 'changed' | 'deleted')[];
  /** A change of one of its fields; of any when missing. */
  readonly fields?: readonly string[];
  /** FEEL over the referring record. */
  readonly where?: string;
}

/** Before (negative) or after a date of the record, in the workspace's zone. */
export interface DateMoment {
  readonly type: 'date';
  readonly field: string;
  /** Calendar days. */
  readonly days?: number;
  readonly hours?: number;
  /** Time of that day, `09:00`; the time that the field holds when missing (midnight for a date). */
  readonly at?: string;
}

/** Nothing has happened for some time: none of these fields changed, no record of another form came to refer to it. */
export interface IdleMoment {
  readonly type: 'idle';
  readonly days?: number;
  readonly hours?: number;
  readonly fields?: readonly string[];
  readonly records?: ReferringRecords;
}

export interface RuleAction {
  /** A type of the rule action registry: `set-fields`, `add-tags`, `assign`, `add-points`, ... */
  readonly type: string;
  readonly settings: JsonObject;
}

/** Who gets a record: the plain form of an event rule with one assignment. */
export interface AssignmentRule extends RuleBasics {
  readonly type: 'assignment';
  readonly when: 'created' | 'saved';
  readonly if?: string;
  /** The people fields that get the person. */
  readonly fields: readonly string[];
  /** Whom: as the action `assign` says it. */
  readonly to: JsonObject;
  /** Leave records alone whose first such field is filled in already. */
  readonly onlyWhenBlank?: boolean;
}

/** What must be true of every record that is saved; one for which it is false is refused with `message`. */
export interface ValidationRule extends RuleBasics {
  readonly type: 'validation';
  /** FEEL. Where a blank leaves it open (null), the record is saved, unless `refuseBlank`. */
  readonly must: string;
  /** FEEL; it is asked of these records only. */
  readonly if?: string;
  readonly refuseBlank?: boolean;
  readonly message: LocalText;
  /** The field that the message stands at; at the record as a whole when missing. */
  readonly field?: string;
}

/** Which records of a form are likely to be the same thing, and what happens when one more of them is saved. */
export interface DuplicateRule extends RuleBasics {
  readonly type: 'duplicate';
  /** Two records are the same when one of these lists of comparisons holds as a whole. */
  readonly match: readonly (readonly DuplicateComparison[])[];
  /** FEEL over a record; both the one that is saved and those that it is held against must fulfil it. */
  readonly if?: string;
  /**
   * `refuse`: it is not saved. `warn`: people save it with `acceptDuplicates`; imports, public forms, flows and rules
   * save it, and its trace says so. `mark`: it is saved, and `mark` is written.
   */
  readonly answer: 'refuse' | 'warn' | 'mark';
  /** A yes/no field, or one that refers to a record of the same form and gets the earliest match. */
  readonly mark?: string;
}

export interface DuplicateComparison {
  readonly field: string;
  readonly how: 'exact' | 'text' | 'phone' | 'email' | 'email-domain' | 'company' | 'similar';
  /** For `similar`: how alike at least, 0 to 1; 0.5 when missing. */
  readonly least?: number;
}

/**
 * Points for what a record is (`attributes`), for what happened to it (`events`) and for how long nothing did (`idle`).
 * The sum is written to `field` on every save, on every event it counts, and at the instant it changes by itself.
 */
export interface Scorecard extends RuleBasics {
  readonly type: 'scorecard';
  /** The number field that holds the score. */
  readonly field: string;
  readonly attributes: readonly ScoreAttribute[];
  readonly events?: readonly ScoreEvent[];
  readonly idle?: readonly ScoreIdle[];
  /** Attributes that together give no more and no less than so much. */
  readonly groups?: readonly ScoreGroup[];
  /** The score goes no further than this. */
  readonly range?: ScoreRange;
  readonly bands?: readonly ScoreBand[];
  /** A field of choices or text that holds the key of the band; blank below the first one. */
  readonly levelField?: string;
}

export interface ScoreAttribute {
  readonly key: string;
  readonly title: LocalText;
  /** FEEL; the points count while it is true. */
  readonly when: string;
  /** A number, or FEEL with a number for its value; a blank counts as none. */
  readonly points: number | string;
  /** Key of the group whose limits it shares. */
  readonly group?: string;
}

/** Points for events with this name (`POST /api/apps/:app/events`), by the time at which they happened. */
export interface ScoreEvent {
  readonly key: string;
  readonly title: LocalText;
  readonly event: string;
  /** What the condition asks of an event's data, and as what; a value of another kind is blank. */
  readonly data?: { readonly [name: string]: 'text' | 'number' | 'boolean' };
  /** FEEL over the record and `event.<name of data>`; every event counts when missing. */
  readonly when?: string;
  readonly points: number;
  readonly counts: ScoreCounts;
  /** Most points from this line, whatever their sign. */
  readonly cap?: number;
  readonly decay?: ScoreDecay;
}

/** The newest event only, each one, or at most so many in a day, week or month of the workspace. */
export type ScoreCounts = 'once' | 'each' | { readonly per: 'day' | 'week' | 'month'; readonly times: number };

/**
 * Points wear off by whole days, at midnight of the workspace: `half-life` leaves half of them after so many days,
 * `linear` none.
 */
export interface ScoreDecay {
  readonly type: 'half-life' | 'linear';
  readonly days: number;
}

/** Points while none of the events happened and none of the fields changed for so many times 24 hours. */
export interface ScoreIdle {
  readonly key: string;
  readonly title: LocalText;
  readonly days: number;
  readonly points: number;
  readonly events?: readonly string[];
  readonly fields?: readonly string[];
}

export interface ScoreRange {
  readonly min?: number;
  readonly max?: number;
}

export interface ScoreGroup extends ScoreRange {
  readonly key: string;
  readonly title: LocalText;
}

/** From `from` points on (inclusive), up to the next band. Entering a band runs its actions once. */
export interface ScoreBand {
  readonly key: string;
  readonly title: LocalText;
  readonly from: number;
  readonly actions?: readonly RuleAction[];
  /** The actions run when a record enters for the first time ever, not when it comes back. */
  readonly once?: boolean;
}

/** A decision table over the fields of a record. */
export interface DecisionTableRule extends RuleBasics, DecisionTable {
  readonly type: 'decision-table';
  /** `saved`: it decides whenever a record is created or changed. `called`: only where the action of a rule asks it. */
  readonly runs: 'saved' | 'called';
  /** The field that an output is written to, by the output's key; an output without one is only told. */
  readonly writes: { readonly [output: string]: string };
}
