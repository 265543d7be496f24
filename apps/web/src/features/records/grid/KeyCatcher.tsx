import type { Row } from '@tangram/client';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { combinationOf } from '../../../ui/shortcuts.ts';
import { type Cursor, cursorKeys } from '../../../ui/grid-cursor.ts';
import type { GridColumn } from './grid-columns.ts';
import type { GridStore } from './grid-store.ts';
import { cellId } from './GridRow.tsx';
import styles from './RecordGrid.module.css';

/**
 * A real, unseen input that lies over the cursor's cell and holds the focus. Characters typed into it open the cell's
 * editor with them. An input method composes in it, visibly, and what it gives is handed on when it is done: that is
 * why no first character is ever lost.
 */
export function KeyCatcher({
  store,
  rows,
  columns,
  rowHeight,
  tickWidth,
  label,
  onClear,
  onPaste,
  onOpen,
  onReveal,
}: {
  store: GridStore;
  rows: readonly Row[];
  columns: readonly GridColumn[];
  rowHeight: number;
  tickWidth: number;
  label: string;
  onClear: (row: Row, column: GridColumn) => void;
  onPaste: (row: Row, column: GridColumn, text: string) => void;
  onOpen: (row: Row) => void;
  /** Scrolls the cell at row `index`, between `left` and `right` px, into sight. */
  onReveal: (index: number, left: number, right: number) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const cursor = useStore(store, (grid) => grid.cursor);
  const isEditing = useStore(store, (grid) => grid.editing !== null);
  const [isComposing, setComposing] = useState(false);
  const row = cursor === null ? undefined : rows[cursor.row];
  const column = cursor === null ? undefined : columns[cursor.column];
  const left = tickWidth + columns.slice(0, cursor?.column ?? 0).reduce((sum, one) => sum + one.width, 0);

  const reveal = useEffectEvent((at: Cursor) => onReveal(at.row, left, left + (columns[at.column]?.width ?? 0)));
  useEffect(() => {
    if (cursor === null || isEditing) return;
    input.current?.focus({ preventScroll: true });
    reveal(cursor);
  }, [cursor, isEditing]);

  const size = { rows: rows.length, columns: columns.length };
  const openEditor = (typed?: string) => {
    if (cursor !== null && column?.mayWrite === true) store.getState().edit(cursor, typed);
  };
  return (
    <input
      ref={input}
      className={styles['catcher']}
      data-composing={isComposing}
      aria-label={label}
      aria-activedescendant={row && column ? cellId(row.id, column.field.key) : undefined}
      autoComplete="off"
      style={{
        transform: `translate(${left}px, ${(cursor?.row ?? 0) * rowHeight + 40}px)`,
        width: column?.width ?? 100,
        height: rowHeight,
      }}
      readOnly={column?.mayWrite !== true}
      onFocus={() => cursor === null && rows.length > 0 && store.getState().place({ row: 0, column: 0 })}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={(event) => {
        setComposing(false);
        const typed = event.currentTarget.value || event.data;
        event.currentTarget.value = '';
        if (typed !== '') openEditor(typed);
      }}
      onInput={(event) => {
        if ((event.nativeEvent as InputEvent).isComposing) return;
        const typed = event.currentTarget.value;
        event.currentTarget.value = '';
        if (typed !== '') openEditor(typed);
      }}
      onPaste={(event) => {
        event.preventDefault();
        if (row && column) onPaste(row, column, event.clipboardData.getData('text'));
      }}
      onCopy={(event) => {
        const cell = row && column ? document.getElementById(cellId(row.id, column.field.key)) : null;
        if (cell === null) return;
        event.preventDefault();
        event.clipboardData.setData('text/plain', cell.textContent ?? '');
      }}
      onKeyDown={(event) => {
        const combination = combinationOf(event.nativeEvent);
        const move = cursorKeys[combination];
        if (move !== undefined) {
          // Tab at the last cell leaves the grid: nobody is trapped in it.
          const isAtEnd = cursor?.row === size.rows - 1 && cursor.column === size.columns - 1;
          const isAtStart = cursor?.row === 0 && cursor.column === 0;
          if ((move === 'next' && isAtEnd) || (move === 'previous' && isAtStart)) return;
          store.getState().move(move, size);
        } else if (combination === 'enter' || combination === 'f2') {
          openEditor();
        } else if (row !== undefined && (combination === 'shift+enter' || combination === 'mod+enter')) {
          onOpen(row);
        } else if (row && column && (combination === 'delete' || combination === 'backspace')) {
          onClear(row, column);
        } else if (row !== undefined && combination === 'shift+ ') {
          const order = rows.map((one) => one.id);
          store.getState().toggle(row.id, order, false);
        } else if (combination === 'mod+a') {
          store.getState().selectAll(rows.map((one) => one.id));
        } else if (combination === 'escape') {
          store.getState().clearSelection();
        } else {
          return;
        }
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
