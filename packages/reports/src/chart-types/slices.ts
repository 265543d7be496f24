import type { JsonValue } from '@tangram/schema';
import { plotted, type QueryResult, type ResultColumn } from '../result/query-result.ts';
import { writeValue, type WritingPlace } from '../result/write-value.ts';

/** One group of an answer with one dimension, with its first value. */
export interface Slice {
  readonly cell: JsonValue;
  readonly name: string;
  readonly value: number;
  readonly text: string;
  /** Index into `result.rows`; null for a choice that no record has. */
  readonly row: number | null;
  readonly color?: string;
}

/** The groups that have a value, in the order of the answer. */
export function slicesOf(
  result: QueryResult,
  place: WritingPlace,
): { slices: Slice[]; dimension: ResultColumn; value: ResultColumn } {
  const dimension = result.columns.find((column) => column.role === 'dimension') as ResultColumn;
  const value = result.columns.find((column) => column.role !== 'dimension') as ResultColumn;
  const slices: Slice[] = [];
  for (const [index, row] of result.rows.entries()) {
    const number = plotted(row[value.key]);
    if (number === null) continue;
    const cell = row[dimension.key] ?? null;
    const color = dimension.options?.find((option) => option.value === cell)?.color;
    slices.push({
      cell,
      name: writeValue(cell, dimension, place),
      value: number,
      text: writeValue(row[value.key], value, place),
      row: index,
      ...(color === undefined ? {} : { color }),
    });
  }
  return { slices, dimension, value };
}
