import { type Scope, stringLiteral } from '@tangram/expression';
import { type PasteColumn, pasteCells } from '@tangram/rules';
import type { Language, Problem } from '@tangram/schema';
import { cellWords } from './cell-words.ts';
import type { TableColumn } from './table-columns.ts';

export interface TypedCell {
  /** FEEL; what was typed where it could not be read. */
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** What somebody typed into a cell, as FEEL: `18以上` as `>= 18`, the title of an option as its value. */
export function readTyped(typed: string, column: TableColumn, scope: Scope): TypedCell {
  if (column.side === 'annotation') return { text: typed.trim(), problems: [] };
  const { rows, problems } = pasteCells(oneLine(typed), [pasteColumn(column)], scope);
  return { text: withValues(rows[0]?.[0] ?? '', column), problems };
}

/** What the editor of a cell begins with: its words where typing them means the same, else FEEL. */
export function typedText(text: string, column: TableColumn, scope: Scope, language: Language): string {
  const means = (typed: string) => {
    const read = readTyped(typed, column, scope);
    return read.problems.length === 0 && read.text === text;
  };
  const words = cellWords(text, column, scope, language);
  if (words === text || means(words)) return words;
  return column.side === 'output' && !means(text) ? `=${text}` : text;
}

export function pasteColumn({ side, type }: TableColumn): PasteColumn {
  return { side: side === 'annotation' ? 'note' : side, type };
}

/** The titles of options, which people type, as the values that are stored. */
export function withValues(text: string, { choices }: TableColumn): string {
  if (choices.length === 0) return text;
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, (literal) => {
    if (choices.some((choice) => choice.literal === literal)) return literal;
    return choices.find((choice) => stringLiteral(choice.label) === literal)?.literal ?? literal;
  });
}

/** A block would be several cells. */
function oneLine(typed: string): string {
  return typed.replaceAll(/[\t\r\n]+/g, ' ');
}
