import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Cursor, type CursorMove, type GridSize, movedCursor } from '../../../ui/grid-cursor.ts';

/** A cell being edited; `typed` is the character that opened it and replaces what stood there. */
export interface Editing extends Cursor {
  readonly typed: string | null;
}

export interface GridState {
  readonly cursor: Cursor | null;
  readonly editing: Editing | null;
  /** Ids of the records ticked. */
  readonly selected: ReadonlySet<string>;
  readonly place: (cursor: Cursor | null) => void;
  readonly move: (move: CursorMove, size: GridSize) => void;
  readonly edit: (cursor: Cursor, typed?: string) => void;
  readonly stopEditing: () => void;
  /** With `range`, everything from the record ticked last to this one, as `order` lists them. */
  readonly toggle: (id: string, order: readonly string[], range: boolean) => void;
  readonly selectAll: (ids: readonly string[]) => void;
  readonly clearSelection: () => void;
}

export type GridStore = StoreApi<GridState>;

/** What a grid's keyboard and ticks are about; one per grid, without React, so that a move draws two cells and no more. */
export function createGridStore(): GridStore {
  let lastTicked: string | undefined;
  return createStore<GridState>((set, get) => ({
    cursor: null,
    editing: null,
    selected: new Set(),
    place: (cursor) => set({ cursor, editing: null }),
    move(move, size) {
      const { cursor } = get();
      set({ cursor: cursor === null ? { row: 0, column: 0 } : movedCursor(cursor, move, size), editing: null });
    },
    edit: (cursor, typed) => set({ cursor, editing: { ...cursor, typed: typed ?? null } }),
    stopEditing: () => set({ editing: null }),
    toggle(id, order, range) {
      const selected = new Set(get().selected);
      const ticks = !selected.has(id);
      const span = range && lastTicked !== undefined ? between(order, lastTicked, id) : [id];
      for (const one of span) {
        if (ticks) selected.add(one);
        else selected.delete(one);
      }
      lastTicked = id;
      set({ selected });
    },
    selectAll: (ids) => set({ selected: new Set(ids) }),
    clearSelection: () => set({ selected: new Set() }),
  }));
}

function between(order: readonly string[], one: string, other: string): readonly string[] {
  const [a, b] = [order.indexOf(one), order.indexOf(other)];
  if (a < 0 || b < 0) return [other];
  return order.slice(Math.min(a, b), Math.max(a, b) + 1);
}
