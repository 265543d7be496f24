import type { Problem } from '@tangram/schema';
import { ruleProblem } from '../../errors.ts';
import type { ReadTable } from '../read-table.ts';
import type { Example, TableHealth } from './table-health.ts';

/**
 * What `tableHealth` found, in sentences with the place in the table. Rows are numbered as they stand in the document,
 * from 1. Whether a gap matters is for the reader to say: a table with a default has an answer there all the same.
 */
export function healthProblems(table: ReadTable, health: TableHealth): Problem[] {
  const indexOf = new Map(table.rows.map((row) => [row.key, row.index]));
  const path = (row: string) => `/rows/${indexOf.get(row) ?? 0}`;
  const numbers = (rows: readonly string[]) => rows.map((row) => (indexOf.get(row) ?? 0) + 1).join(', ');
  return [
    ...health.gaps.map(({ example }) => ruleProblem('RULE_TABLE_GAP', '/rows', { example: exampleText(example) })),
    ...health.overlaps.map(({ rows, example }) =>
      ruleProblem('RULE_TABLE_OVERLAP', path(rows[1]), { rows: numbers(rows), example: exampleText(example) }),
    ),
    ...health.unreachable.map(({ row, by }) =>
      by.length === 0
        ? ruleProblem('RULE_TABLE_ROW_EMPTY', path(row), { row: numbers([row]) })
        : ruleProblem('RULE_TABLE_ROW_HIDDEN', path(row), { row: numbers([row]), by: numbers(by) }),
    ),
    ...health.twins.map(({ rows }) => ruleProblem('RULE_TABLE_ROWS_ALIKE', path(rows[1]), { rows: numbers(rows) })),
    ...health.unclear.map(({ row, input }) => ruleProblem('RULE_TABLE_CELL_UNCLEAR', `${path(row)}/inputs/${input}`)),
    ...(health.isComplete ? [] : [ruleProblem('RULE_TABLE_CHECK_STOPPED', '/rows')]),
  ];
}

/** `amount = 10, stage = "won"`. */
function exampleText(example: Example): string {
  return Object.entries(example)
    .map(([input, value]) => `${input} = ${value}`)
    .join(', ');
}
