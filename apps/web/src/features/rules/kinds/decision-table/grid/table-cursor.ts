import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Cursor, type CursorMove, type GridSize, movedCursor } from '../../../../../ui/grid-cursor.ts';

/** Where the keyboard is in the grid. One per grid, without React, so that a move draws two rows and no more. */
export interface TableCursor {
  readonly cursor: Cursor | null;
  /** The cell at the cursor is being edited; `typed` opened it and replaces what stood there. */
  readonly editing: { readonly typed: string | null } | null;
  readonly place: (cursor: Cursor | null) => void;
  readonly move: (move: CursorMove, size: GridSize) => void;
  readonly edit: (typed?: string) => void;
  readonly stopEditing: () => void;
}

export type TableCursorStore = StoreApi<TableCursor>;

export function createTableCursor(): TableCursorStore {
  return createStore<TableCursor>((set, get) => ({
    cursor: null,
    editing: null,
    place: (cursor) => set({ cursor, editing: null }),
    move(move, size) {
      const { cursor } = get();
      set({ cursor: cursor === null ? { row: 0, column: 0 } : movedCursor(cursor, move, size), editing: null });
    },
    edit: (typed) => set({ editing: { typed: typed ?? null } }),
    stopEditing: () => set({ editing: null }),
  }));
}
