import type { Aggregate, Grain, JsonObject, JsonValue, LocalText, NumberFormat, ValueType } from '@tangram/schema';

/** The answer to one query, ready to be drawn, read or drilled into. Wire forms of values: schema's value types. */
export interface QueryResult {
  readonly columns: readonly ResultColumn[];
  /** One per group, in the order asked for; a group of the rest (`others`) stands last. */
  readonly rows: readonly ResultRow[];
  /** All groups of the answer together, asked of the records and not added up; only when the query wants it. */
  readonly totals?: ResultRow;
  /** Every form whose records the numbers depend on, `crm/deal`: when one changes, ask again. */
  readonly forms: readonly string[];
  /** The IANA zone in which dates were cut. */
  readonly zone: string;
  readonly notes: ResultNotes;
}

export interface ResultColumn {
  readonly key: string;
  readonly title: LocalText;
  readonly valueType: ValueType;
  readonly role: 'dimension' | 'measure' | 'calculation';
  /** How numbers of this column are written; null for what is not a number. */
  readonly format: NumberFormat | null;
  /** Of a date dimension: each value is the first day of its bucket (the first instant, for hours). */
  readonly grain?: Grain;
  /** Of a dimension with fixed choices: in their order. */
  readonly options?: readonly ResultOption[];
  /** Of a measure. */
  readonly aggregate?: Aggregate;
  /** Of a dimension: where its groups come from, for drilling. */
  readonly origin?: DimensionOrigin;
}

export interface DimensionOrigin {
  /** As FEEL writes it: `account.sector`. */
  readonly field: string;
  /** The relations on the way that may lead to records the reader cannot see; `isReadable` is false when he sees none of them. */
  readonly relations: readonly { readonly path: string; readonly isReadable: boolean }[];
  /** Each record has any number of values. */
  readonly isList: boolean;
  /** Buckets are cut out of instants, not dates. */
  readonly isInstant: boolean;
}

export interface ResultOption {
  readonly value: string;
  readonly title: LocalText;
  readonly color?: string;
}

/**
 * Column key -> value. In a dimension null is the group of the blank values, and a `GroupMark` a group that is no value;
 * in a measure null means that there was nothing to aggregate, in a calculation that it has no value (a zero denominator).
 */
export type ResultRow = { readonly [column: string]: JsonValue };

/** `others`: what is beyond the top groups. `restricted`: records that point to one the reader cannot see, for want of a right or
 * because it is in the trash. */
export interface GroupMark extends JsonObject {
  readonly group: 'others' | 'restricted';
}

/** What the reader must know to take the numbers for what they are. */
export interface ResultNotes {
  /** Forms of which the reader sees only a part; other people may get other numbers. */
  readonly restricted?: readonly string[];
  /** Only the first `shown` of `of` groups are in `rows`. Totals cover all. */
  readonly truncated?: { readonly shown: number; readonly of: number };
  /** Dimensions with several values per record: their groups overlap and may add up to more than the total. */
  readonly overlapping?: readonly string[];
  /** When the numbers were true, UTC. */
  readonly asOf: string;
}

export function isGroupMark(value: JsonValue | undefined): value is GroupMark {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'group' in value;
}

/** A number of the result as a JavaScript number, for drawing only: digits beyond a double's are lost. */
export function plotted(value: JsonValue | undefined): number | null {
  if (value === null || value === undefined || typeof value === 'object' || typeof value === 'boolean') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
