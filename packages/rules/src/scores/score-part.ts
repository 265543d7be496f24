import type { RuleDefinition } from '@tangram/schema';

/** One part of a recomputation: the records after `last_record` up to `until_record`, which null leaves open. */
export interface ScorePart {
  readonly app: string;
  readonly rule: string;
  readonly part: number;
  readonly form: string;
  readonly definition: RuleDefinition;
  readonly last_record: string | null;
  readonly until_record: string | null;
  /** Whether a block of records is under way; see `beginBlock`. */
  readonly in_block: boolean;
  /** Null until the records are counted. */
  readonly total: string | null;
}
