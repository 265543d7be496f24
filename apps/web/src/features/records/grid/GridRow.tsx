import { ExpandAltOutlined } from '@ant-design/icons';
import type { Row } from '@tangram/client';
import { isBlank } from '@tangram/forms';
import { fieldViewNamed } from '@tangram/forms/view';
import type { JsonValue } from '@tangram/schema';
import { Checkbox } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { CellEditor } from './CellEditor.tsx';
import type { GridColumn } from './grid-columns.ts';
import type { GridStore } from './grid-store.ts';
import styles from './RecordGrid.module.css';

interface RowProps {
  readonly row: Row;
  readonly index: number;
  /** px from the top of the grid. */
  readonly top: number;
  readonly columns: readonly GridColumn[];
  readonly store: GridStore;
  /** Ids of all rows, for ticking a span. */
  readonly order: readonly string[];
  readonly rowCount: number;
  readonly onWrite: (row: Row, column: GridColumn, value: JsonValue) => string | undefined;
  readonly onOpen: (row: Row) => void;
}

/** One record. It hears of the cursor only when the cursor comes to it or leaves it. */
export const GridRow = memo(function GridRow({
  row,
  index,
  top,
  columns,
  store,
  order,
  rowCount,
  onWrite,
  onOpen,
}: RowProps) {
  const { t } = useTranslation('records');
  const cursor = useStore(store, (grid) => (grid.cursor?.row === index ? grid.cursor.column : -1));
  const editing = useStore(store, (grid) => (grid.editing?.row === index ? grid.editing : null));
  const isSelected = useStore(store, (grid) => grid.selected.has(row.id));
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={styles['row']}
      style={{ transform: `translateY(${top}px)` }}
      data-selected={isSelected}
      data-editing={editing !== null}
    >
      <div role="gridcell" className={styles['ticks']}>
        <Checkbox
          aria-label={t('grid.tick')}
          checked={isSelected}
          onClick={(event) => store.getState().toggle(row.id, order, event.shiftKey)}
        />
        <button
          type="button"
          className={styles['open']}
          aria-label={t('grid.open')}
          title={t('grid.open')}
          onClick={() => onOpen(row)}
        >
          <ExpandAltOutlined />
        </button>
      </div>
      {columns.map((column, at) => {
        const value = row[column.field.key] ?? null;
        const isEditing = editing?.column === at;
        return (
          // The keyboard works through the grid's key catcher: cells themselves take no focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={column.field.key}
            id={cellId(row.id, column.field.key)}
            role="gridcell"
            aria-colindex={at + 2}
            aria-readonly={!column.mayWrite}
            className={`${styles['cell']} ${at === 0 ? styles['first'] : ''}`}
            data-cursor={cursor === at}
            data-editing={isEditing}
            data-number={column.field.valueType === 'number'}
            onMouseDown={(event) => {
              if (isEditing || event.button !== 0) return;
              // The cursor comes without the browser's own selection of text.
              event.preventDefault();
              event.currentTarget.dataset['wasCursor'] = String(cursor === at);
              store.getState().place({ row: index, column: at });
            }}
            onClickCapture={(event) => {
              // The first click on a cell chooses it; a link in it is followed by the next one, or with Ctrl.
              const isFirst = event.currentTarget.dataset['wasCursor'] === 'false';
              if (!isFirst || event.ctrlKey || event.metaKey || (event.target as HTMLElement).closest('a') === null)
                return;
              event.preventDefault();
              event.stopPropagation();
            }}
            onDoubleClick={() => (column.mayWrite ? store.getState().edit({ row: index, column: at }) : onOpen(row))}
          >
            {isEditing ? (
              <CellEditor
                row={row}
                column={column}
                typed={editing.typed}
                onWrite={onWrite}
                onLeave={(move) => {
                  const state = store.getState();
                  if (move === null) state.stopEditing();
                  else state.move(move, { rows: rowCount, columns: columns.length });
                }}
              />
            ) : (
              <CellValue column={column} value={value} />
            )}
          </div>
        );
      })}
    </div>
  );
});

const CellValue = memo(function CellValue({ column, value }: { column: GridColumn; value: JsonValue }) {
  if (value === null || isBlank(value)) return null;
  const { Cell } = fieldViewNamed(column.field.definition.type);
  return <Cell field={column.field.definition} value={value} isDense />;
});

export function cellId(row: string, field: string): string {
  return `cell-${row}-${field}`;
}
