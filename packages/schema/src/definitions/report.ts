import type { LocalText } from '../language.ts';
import type { JsonObject } from '../value-type.ts';

/** A question to the data, as data. Every answer is access-scoped and its totals are queried, never added up. */
export interface ReportQuery {
  readonly form: string;
  readonly dimensions?: readonly Dimension[];
  readonly measures: readonly Measure[];
  /** FEEL over dimension-free measure keys, per group and in the total: `won / (won + lost)`. */
  readonly calculations?: readonly Calculation[];
  /** FEEL over the form's record, relation paths included. */
  readonly filter?: string;
  /** FEEL over measure and calculation keys, after grouping. */
  readonly having?: string;
  readonly sort?: readonly { readonly by: string; readonly direction: 'ascending' | 'descending' }[];
  /** At most this many groups; `others` adds one group of the rest, computed from its records. */
  readonly top?: { readonly count: number; readonly others?: boolean };
  /** Also answer one row over all groups. */
  readonly totals?: boolean;
}

export interface Dimension {
  readonly key: string;
  readonly title?: LocalText;
  /** A field key or a path through many-to-one relations: `stage`, `account.sector`. */
  readonly field: string;
  /** For dates and date-times, cut in the workspace's zone and week start. */
  readonly grain?: Grain;
}

export const grains = ['year', 'quarter', 'month', 'week', 'day', 'hour'] as const;
export type Grain = (typeof grains)[number];

export const aggregates = ['count', 'count-distinct', 'sum', 'average', 'minimum', 'maximum'] as const;
export type Aggregate = (typeof aggregates)[number];

export interface Measure {
  readonly key: string;
  readonly title?: LocalText;
  readonly aggregate: Aggregate;
  /** FEEL over the record; not for `count`. */
  readonly of?: string;
  /** FEEL: only these records count for this measure. */
  readonly filter?: string;
  readonly format?: NumberFormat;
}

export interface Calculation {
  readonly key: string;
  readonly title?: LocalText;
  readonly expression: string;
  readonly format?: NumberFormat;
}

export interface NumberFormat {
  readonly style: 'number' | 'percent' | 'money';
  /** Digits after the point. */
  readonly digits?: number;
  /** ISO 4217, for money. */
  readonly currency?: string;
}

/** `reports/<key>.json`. */
export interface ReportDefinition {
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly query: ReportQuery;
  readonly chart: ChartDefinition;
}

export interface ChartDefinition {
  /** A type of the chart type registry: `funnel`, `bar`, `pie`, `number`, `table`, ... */
  readonly type: string;
  readonly settings?: JsonObject;
}

/** `dashboards/<key>.json`: tiles on a grid of 12 columns; one row is 80 px. */
export interface DashboardDefinition {
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly tiles: readonly Tile[];
}

export interface Tile {
  readonly id: string;
  readonly report: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
