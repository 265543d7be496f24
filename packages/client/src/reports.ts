import type { Aggregate, Grain, JsonValue, LocalText, NumberFormat, ReportQuery, ValueType } from '@tangram/schema';
import { type Http, path } from './http.ts';

/** The answer to a query: one row per group, and what the numbers mean. */
export interface QueryAnswer {
  readonly columns: readonly AnswerColumn[];
  /** One per group, in the order asked for; a group of the rest (`others`) stands last. */
  readonly rows: readonly AnswerRow[];
  /** All groups together; only when the query wants it. */
  readonly totals?: AnswerRow;
  /** Every form whose records the numbers depend on, `crm/deal`: when one changes, ask again. */
  readonly forms: readonly string[];
  /** The IANA zone in which dates were cut. */
  readonly zone: string;
  readonly notes: AnswerNotes;
}

export interface AnswerColumn {
  readonly key: string;
  readonly title: LocalText;
  readonly valueType: ValueType;
  readonly role: 'dimension' | 'measure' | 'calculation';
  /** null for what is not a number. */
  readonly format: NumberFormat | null;
  /** Of a date dimension: each value is the first day of its bucket (the first instant, for hours). */
  readonly grain?: Grain;
  /** Of a dimension with fixed choices: in their order. */
  readonly options?: readonly { readonly value: string; readonly title: LocalText; readonly color?: string }[];
  /** Of a measure. */
  readonly aggregate?: Aggregate;
  /** Of a dimension: where its groups come from, for drilling. */
  readonly origin?: {
    /** As FEEL writes it: `account.sector`. */
    readonly field: string;
    /** The relations on the way; `isReadable` is false where the reader sees none of their records. */
    readonly relations: readonly { readonly path: string; readonly isReadable: boolean }[];
    readonly isList: boolean;
    readonly isInstant: boolean;
  };
}

/** Column key -> value; `{ group: 'others' | 'restricted' }` in a dimension is a group that is no value. */
export type AnswerRow = { readonly [column: string]: JsonValue };

/** What the reader must know to take the numbers for what they are. */
export interface AnswerNotes {
  /** Forms of which the reader sees only a part. */
  readonly restricted?: readonly string[];
  /** Only the first `shown` of `of` groups are in `rows`; totals cover all. */
  readonly truncated?: { readonly shown: number; readonly of: number };
  /** Dimensions with several values per record: their groups add up to more than the total. */
  readonly overlapping?: readonly string[];
  /** When the numbers were true, UTC. */
  readonly asOf: string;
}

export function reportRoutes({ send }: Http) {
  return {
    /** Puts one query to the data of an application, as the signed-in person may see it. */
    query: (app: string, query: ReportQuery, signal?: unknown) =>
      send<QueryAnswer>('POST', path('api', 'apps', app, 'query'), { json: { query }, signal }),
  };
}
