import type { JsonValue } from '@tangram/schema';

/** The same thing under the rule as it is published and under its draft. */
export interface Sides<Value> {
  /** Without a published rule: as the record is stored. */
  readonly before: Value;
  readonly after: Value;
}

/** What becomes of a record, or of `count` records that are alike, under both. */
export interface Verdict {
  readonly count: number;
  /** One of the records. */
  readonly id: string;
  readonly holds: Sides<boolean>;
  readonly refuses: Sides<boolean>;
  /** The value of each field that either of the two writes, once it has run. */
  readonly values: ReadonlyMap<string, Sides<JsonValue>>;
}
