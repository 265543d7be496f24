/** The cell that the keyboard speaks to. */
export interface Cursor {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

export type CursorMove =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'next'
  | 'previous'
  | 'row-start'
  | 'row-end'
  | 'page-up'
  | 'page-down'
  | 'top'
  | 'bottom';

const pageRows = 12;

/** Where a move leads; it never leaves the grid. `next` and `previous` (Tab) go on in the neighbouring row. */
export function movedCursor(cursor: Cursor, move: CursorMove, size: GridSize): Cursor {
  const { row, column } = cursor;
  const lastRow = Math.max(size.rows - 1, 0);
  const lastColumn = Math.max(size.columns - 1, 0);
  const at = (nextRow: number, nextColumn: number): Cursor => ({
    row: Math.min(Math.max(nextRow, 0), lastRow),
    column: Math.min(Math.max(nextColumn, 0), lastColumn),
  });
  switch (move) {
    case 'up':
      return at(row - 1, column);
    case 'down':
      return at(row + 1, column);
    case 'left':
      return at(row, column - 1);
    case 'right':
      return at(row, column + 1);
    case 'next':
      if (column < lastColumn) return at(row, column + 1);
      return row < lastRow ? at(row + 1, 0) : cursor;
    case 'previous':
      if (column > 0) return at(row, column - 1);
      return row > 0 ? at(row - 1, lastColumn) : cursor;
    case 'row-start':
      return at(row, 0);
    case 'row-end':
      return at(row, lastColumn);
    case 'page-up':
      return at(row - pageRows, column);
    case 'page-down':
      return at(row + pageRows, column);
    case 'top':
      return at(0, column);
    case 'bottom':
      return at(lastRow, column);
  }
}

/** The move of a pressed combination (`ui/shortcuts`), if it is one. */
export const cursorKeys: Readonly<Record<string, CursorMove>> = {
  arrowup: 'up',
  arrowdown: 'down',
  arrowleft: 'left',
  arrowright: 'right',
  tab: 'next',
  'shift+tab': 'previous',
  home: 'row-start',
  end: 'row-end',
  pageup: 'page-up',
  pagedown: 'page-down',
  'mod+arrowup': 'top',
  'mod+home': 'top',
  'mod+arrowdown': 'bottom',
  'mod+end': 'bottom',
};
