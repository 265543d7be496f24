import type { ReportQuery, JsonObject, JsonSchema, LocalText } from '@tangram/schema';
import type { QueryResult, ResultColumn } from '../result/query-result.ts';
import type { WritingPlace } from '../result/write-value.ts';

/** One way of drawing an answer. One folder and one line in `chart-types/index.ts`. */
export interface ChartType {
  readonly type: string;
  readonly title: LocalText;
  /** A component name of @ant-design/icons. */
  readonly icon: string;
  /** JSON Schema of `chart.settings`; the property panel is drawn from it. Every setting has a default. */
  readonly settings: JsonSchema;
  readonly needs: ChartNeeds;
  /** How well it shows a query of this shape, 0 (not at all) to 1; `needs` is known to be met. */
  suits(shape: QueryShape): number;
  /**
   * An ECharts option as plain data, without functions: it can be compared, stored and drawn on a server. A mark's
   * data item holds in `row` the index of its row, which is what a click drills into.
   */
  option?(result: QueryResult, settings: JsonObject, context: DrawContext): JsonObject;
  /** Instead of `option`: numbers to be read, not drawn. A type with neither is shown as the table of its rows. */
  figures?(result: QueryResult, settings: JsonObject, context: DrawContext): readonly Figure[];
  /** Settings with choices that depend on the answer. */
  settingsFor?(result: QueryResult, context: DrawContext): JsonSchema;
}

/** Both ends included. Values are measures and calculations together. */
export interface ChartNeeds {
  readonly dimensions: readonly [least: number, most: number];
  readonly values: readonly [least: number, most: number];
}

export interface DrawContext extends WritingPlace {
  readonly dark: boolean;
}

export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

export interface QueryShape {
  readonly dimensions: number;
  readonly values: number;
  /** The first dimension runs along time. */
  readonly isOverTime: boolean;
  /** The first dimension has choices in a fixed order, like stages. */
  readonly hasOrderedChoices: boolean;
  /** Groups are cut to the top. */
  readonly isRanking: boolean;
}

/** `columns` of an answer to the query, when there is one, tell which dimensions have choices. */
export function shapeOf(query: ReportQuery, columns: readonly ResultColumn[] = []): QueryShape {
  const dimensions = query.dimensions ?? [];
  const first = dimensions[0];
  return {
    dimensions: dimensions.length,
    values: query.measures.length + (query.calculations?.length ?? 0),
    isOverTime: first?.grain !== undefined,
    hasOrderedChoices: columns.some((column) => column.key === first?.key && column.options !== undefined),
    isRanking: query.top !== undefined,
  };
}

/** Whether a chart type can draw a query of this shape at all. */
export function meetsNeeds(needs: ChartNeeds, shape: Pick<QueryShape, 'dimensions' | 'values'>): boolean {
  return within(shape.dimensions, needs.dimensions) && within(shape.values, needs.values);
}

function within(count: number, [least, most]: readonly [number, number]): boolean {
  return count >= least && count <= most;
}
