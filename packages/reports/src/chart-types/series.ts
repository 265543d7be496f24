import { textIn, type JsonValue } from '@tangram/schema';
import { bucketsBetween } from '../result/bucket.ts';
import { plotted, type QueryResult, type ResultColumn, type ResultRow } from '../result/query-result.ts';
import { writeValue, type WritingPlace } from '../result/write-value.ts';

/** An answer turned into lines or bars: one point per category and series. */
export interface SeriesTable {
  readonly categories: readonly Category[];
  readonly series: readonly Series[];
}

export interface Category {
  readonly name: string;
  readonly value: JsonValue;
}

export interface Series {
  readonly name: string;
  readonly column: ResultColumn;
  readonly color?: string;
  /** One per category. `row` is the row behind the point, to drill into. */
  readonly points: readonly Point[];
}

export interface Point {
  readonly value: number | null;
  readonly text: string;
  /** Index into `result.rows`; null for a gap that was filled. */
  readonly row: number | null;
}

/** More categories than anybody can read; beyond it gaps are not filled. */
const maxFilled = 1000;

/**
 * The first dimension gives the categories. A second one gives the series (of the first value); without it each value is
 * a series. Gaps in a time axis are filled: nothing happened there, which is 0 for counts and sums and no point for the rest.
 */
export function seriesTable(result: QueryResult, place: WritingPlace): SeriesTable {
  const dimensions = result.columns.filter((column) => column.role === 'dimension');
  const values = result.columns.filter((column) => column.role !== 'dimension');
  const [first, second] = dimensions;
  const categories = categoriesOf(result, first, place);
  const rowAt = new Map<string, number>();
  result.rows.forEach((row, index) => rowAt.set(address(row, first, second), index));

  const points = (column: ResultColumn, secondKey: string): Point[] =>
    categories.map((category) => {
      const index = rowAt.get(JSON.stringify([category.value]) + secondKey) ?? null;
      const value = index === null ? emptyValue(column) : (result.rows[index]?.[column.key] ?? null);
      return { value: plotted(value), text: writeValue(value, column, place), row: index };
    });

  if (second === undefined) {
    const series = values.map((column) => ({
      name: textIn(column.title, place.language),
      column,
      points: points(column, ''),
    }));
    return { categories, series };
  }
  const column = values[0] as ResultColumn;
  const series = inOwnOrder(distinctCells(result.rows, second), second).map((cell) => {
    const color = second.options?.find((option) => option.value === cell)?.color;
    return {
      name: writeValue(cell, second, place),
      column,
      ...(color === undefined ? {} : { color }),
      points: points(column, JSON.stringify([cell])),
    };
  });
  return { categories, series };
}

function categoriesOf(result: QueryResult, first: ResultColumn | undefined, place: WritingPlace): Category[] {
  if (first === undefined) return [{ name: '', value: null }];
  const cells = fillGaps(distinctCells(result.rows, first), first);
  return cells.map((value) => ({ value, name: writeValue(value, first, place) }));
}

/** Adds the missing buckets when the cells run upwards or downwards in time; anything else is an order of its own. */
function fillGaps(cells: readonly JsonValue[], column: ResultColumn): readonly JsonValue[] {
  const { grain } = column;
  if (grain === undefined) return cells;
  const buckets = cells.filter((cell) => typeof cell === 'string');
  const sorted = [...buckets].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return cells;
  const ascends = buckets.every((bucket, index) => bucket === sorted[index]);
  const descends = buckets.every((bucket, index) => bucket === sorted[sorted.length - 1 - index]);
  if (!ascends && !descends) return cells;
  const filled = bucketsBetween(first, last, grain, maxFilled);
  if (filled === null) return cells;
  return [...(ascends ? filled : filled.reverse()), ...cells.filter((cell) => typeof cell !== 'string')];
}

/** Series read best in the order of their choices or of time, whatever the rows are sorted by; blank and the rest come last. */
function inOwnOrder(cells: readonly JsonValue[], column: ResultColumn): readonly JsonValue[] {
  const inTime = () => cells.filter((cell) => typeof cell === 'string').sort();
  const order = column.options?.map((option) => option.value) ?? (column.grain === undefined ? null : inTime());
  if (order === null) return cells;
  const place = (cell: JsonValue) => (order.includes(cell as string) ? order.indexOf(cell as string) : order.length);
  return [...cells].sort((one, other) => place(one) - place(other));
}

function emptyValue(column: ResultColumn): JsonValue {
  return column.aggregate === 'count' || column.aggregate === 'count-distinct' || column.aggregate === 'sum' ? 0 : null;
}

function distinctCells(rows: readonly ResultRow[], column: ResultColumn): JsonValue[] {
  const seen = new Map<string, JsonValue>();
  for (const row of rows) {
    const cell = row[column.key] ?? null;
    seen.set(JSON.stringify(cell), cell);
  }
  return [...seen.values()];
}

function address(row: ResultRow, ...dimensions: readonly (ResultColumn | undefined)[]): string {
  return dimensions.map((column) => (column === undefined ? '' : JSON.stringify([row[column.key] ?? null]))).join('');
}
