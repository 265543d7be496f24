import type { Scope } from '@tangram/expression';
import type { TableReading } from '@tangram/rules';
import type { DecisionTableRule, Language, Problem } from '@tangram/schema';
import { createContext, use } from 'react';
import type { ConditionField, ExpressionSurroundings } from '../../../expressions/index.ts';
import type { TableFinding } from './health/table-findings.ts';
import type { TableCursorStore } from './grid/table-cursor.ts';
import type { TableColumn } from './table-columns.ts';
import type { Coverage } from './useTableCoverage.ts';

/** What the parts of the grid share. */
export interface TableSurroundings {
  readonly table: DecisionTableRule;
  readonly columns: readonly TableColumn[];
  readonly scope: Scope;
  readonly around: ExpressionSurroundings;
  readonly language: Language;
  /** The fields that a condition may look at. */
  readonly fields: readonly ConditionField[];
  readonly cursor: TableCursorStore;
  /** The table as read last; it follows the typing at a little distance. */
  readonly reading: TableReading;
  /** What was found in it, a little later still. */
  readonly findings: readonly TableFinding[];
  readonly coverage: Coverage;
  /** A cell in words. */
  readonly wordsOf: (column: TableColumn, text: string) => string;
  /** What is wrong at a JSON Pointer of the rule, here or on the server. */
  readonly problemsAt: (path: string) => readonly Problem[];
}

export const TableContext = createContext<TableSurroundings | null>(null);

export function useTable(): TableSurroundings {
  const surroundings = use(TableContext);
  if (surroundings === null) throw new Error('Only within the canvas of a decision table.');
  return surroundings;
}
