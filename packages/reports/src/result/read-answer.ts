import { fromFeel, nameText, toFeel } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { JsonValue, ValueType } from '@tangram/schema';
import { parts } from '../compile/compile-query.ts';
import type { PlannedDimension, QueryPlan } from '../plan/query-plan.ts';
import { targetOf, valueTypeOf } from '../plan/resolve-path.ts';
import type { DimensionOrigin, QueryResult, ResultColumn, ResultRow } from './query-result.ts';

/** One row as the driver gives it: numerics and dates as text, instants as text or `Date`. */
export type AnswerRow = { readonly [column: string]: AnswerValue };
type AnswerValue = string | number | boolean | Date | null | undefined;

/** `isReadable` says of a form whether the asker may read any of its records. */
export function resultColumns(plan: QueryPlan, isReadable: (form: FormModel) => boolean): ResultColumn[] {
  return [
    ...plan.dimensions.map((dimension) => ({
      key: dimension.key,
      title: dimension.title,
      valueType: dimension.valueType,
      role: 'dimension' as const,
      format: dimension.format,
      ...(dimension.grain === null ? {} : { grain: dimension.grain }),
      ...(dimension.options === null ? {} : { options: dimension.options }),
      origin: originOf(dimension, isReadable),
    })),
    ...plan.measures.map((measure) => ({
      key: measure.key,
      title: measure.title,
      valueType: measure.valueType,
      role: 'measure' as const,
      format: measure.format,
      aggregate: measure.aggregate,
    })),
    ...plan.calculations.map((calculation) => ({
      key: calculation.key,
      title: calculation.title,
      valueType: calculation.valueType,
      role: 'calculation' as const,
      format: calculation.format,
    })),
  ];
}

function originOf({ path, isList }: PlannedDimension, isReadable: (form: FormModel) => boolean): DimensionOrigin {
  const followed = path.hops.map((hop) => hop.target);
  const last = isList ? undefined : targetOf(path.field);
  if (last !== undefined) followed.push(last);
  return {
    field: feelPath(path.keys),
    relations: followed.flatMap((target, at) =>
      target.type === 'form'
        ? [{ path: feelPath(path.keys.slice(0, at + 1)), isReadable: isReadable(target.form) }]
        : [],
    ),
    isList,
    isInstant: valueTypeOf(path.field) === 'date-time',
  };
}

/** A key may be a word of the grammar, `in` or `function`: then it is quoted. */
function feelPath(keys: readonly string[]): string {
  return keys.map(nameText).join('.');
}

/** The rows of the statement as rows of the result, with the number of groups there were in all. */
export function readAnswer(
  plan: QueryPlan,
  answer: readonly AnswerRow[],
): Pick<QueryResult, 'rows' | 'totals'> & { readonly groups: number } {
  const rows: ResultRow[] = [];
  let totals: ResultRow | undefined;
  let groups = 0;
  for (const row of answer) {
    if (row['part'] === parts.total) totals = readRow(plan, row, {});
    else if (row['part'] === parts.others) rows.push(readRow(plan, row, marked(plan, 'others')));
    else {
      groups = Number(row['groups']);
      rows.push(readRow(plan, row, readGroup(plan, row)));
    }
  }
  return { rows, groups, ...(totals === undefined ? {} : { totals }) };
}

function readGroup(plan: QueryPlan, row: AnswerRow): ResultRow {
  const cells: { [key: string]: JsonValue } = {};
  for (const [at, dimension] of plan.dimensions.entries()) {
    cells[dimension.key] =
      row[`r${at}`] === true ? { group: 'restricted' } : readCell(dimension, row[`d${at}`], row[`l${at}`]);
  }
  return cells;
}

function readCell(dimension: PlannedDimension, value: AnswerValue, title: AnswerValue): JsonValue {
  if (value === null || value === undefined) return null;
  if (dimension.valueType === 'reference')
    return { id: String(value), title: typeof title === 'string' ? title : null };
  return readValue(value, dimension.valueType);
}

function readRow(plan: QueryPlan, row: AnswerRow, dimensions: ResultRow): ResultRow {
  const cells: { [key: string]: JsonValue } = { ...dimensions };
  for (const [at, measure] of plan.measures.entries()) {
    cells[measure.key] = readValue(row[`m${at}`], measure.valueType, measure.feelType.type);
  }
  for (const [at, { key, valueType, expression }] of plan.calculations.entries()) {
    cells[key] = readValue(row[`c${at}`], valueType, expression.type.type);
  }
  return cells;
}

/** The wire form (schema's value types) of what the driver gave. `feel` tells the two kinds of duration apart. */
function readValue(value: AnswerValue, valueType: ValueType, feel?: string): JsonValue {
  if (value === null || value === undefined) return null;
  switch (valueType) {
    case 'number':
      return fromFeel(toFeel(String(value), { type: 'number' }));
    case 'date-time':
      return (value instanceof Date ? value : new Date(isoInstant(String(value)))).toISOString();
    case 'duration': {
      const amount = Number(value);
      return fromFeel(toFeel(amount, { type: feel === 'months-duration' ? 'months-duration' : 'days-duration' }));
    }
    case 'boolean':
      return value === true;
    default:
      return String(value);
  }
}

/** `2026-11-22 03:04:05.678+00`, as PostgreSQL writes an instant. */
function isoInstant(text: string): string {
  return text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00');
}

function marked(plan: QueryPlan, group: 'others'): ResultRow {
  return Object.fromEntries(plan.dimensions.map((dimension) => [dimension.key, { group }]));
}
