import { describe, expect, it } from 'vitest';
import { movedCursor } from '../../../ui/grid-cursor.ts';
import { createGridStore } from './grid-store.ts';

const size = { rows: 3, columns: 2 };

describe('the cursor', () => {
  it('goes on in the next row after the last cell and stays at the very end', () => {
    expect(movedCursor({ row: 0, column: 1 }, 'next', size)).toEqual({ row: 1, column: 0 });
    expect(movedCursor({ row: 2, column: 1 }, 'next', size)).toEqual({ row: 2, column: 1 });
    expect(movedCursor({ row: 1, column: 0 }, 'previous', size)).toEqual({ row: 0, column: 1 });
  });

  it('never leaves the grid', () => {
    for (const move of ['up', 'left', 'page-up', 'top', 'row-start'] as const) {
      expect(movedCursor({ row: 0, column: 0 }, move, size)).toEqual({ row: 0, column: 0 });
    }
    expect(movedCursor({ row: 2, column: 1 }, 'page-down', size)).toEqual({ row: 2, column: 1 });
    expect(movedCursor({ row: 5, column: 5 }, 'down', { rows: 0, columns: 0 })).toEqual({ row: 0, column: 0 });
  });
});

describe('the grid', () => {
  it('ticks a span with Shift and unticks it the same way', () => {
    const grid = createGridStore();
    const order = ['a', 'b', 'c', 'd'];
    grid.getState().toggle('b', order, false);
    grid.getState().toggle('d', order, true);
    expect([...grid.getState().selected]).toEqual(['b', 'c', 'd']);
    grid.getState().toggle('c', order, true);
    expect([...grid.getState().selected]).toEqual(['b']);
  });

  it('ends editing when the cursor moves', () => {
    const grid = createGridStore();
    grid.getState().edit({ row: 0, column: 0 }, 'x');
    expect(grid.getState().editing).toEqual({ row: 0, column: 0, typed: 'x' });
    grid.getState().move('down', size);
    expect(grid.getState()).toMatchObject({ cursor: { row: 1, column: 0 }, editing: null });
  });
});
