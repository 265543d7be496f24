import {
  anyType,
  type Expression,
  type FeelType,
  readExpression,
  readUnaryTests,
  type Scope,
} from '@tangram/expression';
import type { ColumnType, Problem } from '@tangram/schema';
import { ruleProblem } from '../../errors.ts';
import { columnTypeNamed } from '../column-type.ts';
import { cellTests, hasGroupedDigits } from './cell-tests.ts';
import { cellValue } from './cell-value.ts';
import { readClipboard } from './read-clipboard.ts';

/** A column that is pasted into. */
export interface PasteColumn {
  /** A `note` is kept as it is written. */
  readonly side: 'input' | 'output' | 'note';
  /** `any` when missing. */
  readonly type?: ColumnType;
  /** Titles by which a heading row is known. */
  readonly titles?: readonly string[];
}

export interface PastedCells {
  /** FEEL by row and column; a cell that could not be told is kept as it was. */
  readonly rows: readonly (readonly string[])[];
  /** Cells that could not be told, rows that are too wide, and digits in groups of three; paths are `/row/column`, from 0. */
  readonly problems: readonly Problem[];
}

/**
 * A block copied from a spreadsheet as cells of a decision table. Conditions may be written as people write them
 * (`10-20`, `>=18`, `18以上`, `华东、华北`, `非VIP`) or in FEEL over the names of `scope`; an output that begins with `=`
 * is FEEL. A first row that holds the titles of the columns is left out.
 */
export function pasteCells(
  block: string,
  columns: readonly PasteColumn[],
  scope: Scope = { variables: {} },
): PastedCells {
  const written = readClipboard(block);
  const [first = []] = written;
  const rows = isHeading(first, columns) ? written.slice(1) : written;
  const problems: Problem[] = [];
  const cells = rows.map((row, index) => {
    if (row.slice(columns.length).some((cell) => cell.trim() !== '')) {
      problems.push(ruleProblem('RULE_PASTE_WIDE', `/${index}`, { count: row.length, columns: columns.length }));
    }
    return columns.map((column, place) => pasteCell(row[place] ?? '', column, scope, `/${index}/${place}`, problems));
  });
  return { rows: cells, problems };
}

function isHeading(cells: readonly string[], columns: readonly PasteColumn[]): boolean {
  return (
    cells.length > 0 &&
    columns.length > 0 &&
    columns.every(({ titles = [] }, index) => titles.includes((cells[index] ?? '').trim()))
  );
}

function pasteCell(written: string, column: PasteColumn, scope: Scope, path: string, problems: Problem[]): string {
  const text = written.trim();
  if (column.side === 'note') return text;
  const type = column.type ?? 'any';
  const feel = columnTypeNamed(type, () => undefined)?.feel ?? anyType;
  const result = column.side === 'input' ? inputCell(text, type, feel, scope) : outputCell(text, type, feel, scope);
  if (result === null) {
    problems.push(ruleProblem('RULE_PASTE_UNREADABLE', path, { text: text.slice(0, 80) }));
    return text;
  }
  if (hasGroupedDigits(text, type))
    problems.push(ruleProblem('RULE_PASTE_GROUPED', path, { text: text.slice(0, 80), result }));
  return result;
}

/** In FEEL already, or as people write it. FEEL comes first only where nobody would write it otherwise: `10-20` is -10 there. */
function inputCell(text: string, type: ColumnType, feel: FeelType, scope: Scope): string | null {
  const asFeel = () => {
    const { expression } = readUnaryTests(text, scope, feel);
    return expression === null ? null : expression.text;
  };
  if (/^not\s*\(|\?|^\s*\[.*\.\./s.test(text)) return asFeel() ?? cellTests(text, type);
  const told = cellTests(text, type);
  return told !== null && isTests(told, feel) ? told : asFeel();
}

function outputCell(text: string, type: ColumnType, feel: FeelType, scope: Scope): string | null {
  if (text === '') return '';
  const asFeel = (written: string): Expression | null => readExpression(written, scope, { expects: feel }).expression;
  if (text.startsWith('=')) return asFeel(text.slice(1))?.text ?? null;
  return cellValue(text, type) ?? asFeel(text)?.text ?? null;
}

/** What was made of a cell is FEEL that fits the column. */
function isTests(text: string, feel: FeelType): boolean {
  return readUnaryTests(text, { variables: {} }, feel).problems.length === 0;
}
