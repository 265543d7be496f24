import type { TableRow } from '@tangram/schema';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesigner } from '../../../designer-context.ts';
import styles from '../DecisionTable.module.css';
import { cellWords } from '../cell-words.ts';
import type { TableColumn } from '../table-columns.ts';
import { useTable } from '../table-context.ts';
import { CellEditor } from './CellEditor.tsx';
import { TableKeyCatcher } from './TableKeyCatcher.tsx';

/** One row of the grid; only that of the cursor hears of its moves. */
export const TableRowView = memo(function TableRowView({
  row,
  index,
  top,
}: {
  row: TableRow;
  index: number;
  /** px from the first row. */
  top: number;
}) {
  const { t } = useTranslation('rules');
  const { designer } = useDesigner();
  const { columns, cursor } = useTable();
  const at = useStore(cursor, (state) => (state.cursor?.row === index ? state.cursor.column : null));
  const isEditing = useStore(cursor, (state) => state.cursor?.row === index && state.editing !== null);
  const isSelected = useStore(
    designer,
    ({ selection }) => selection?.type === 'part' && selection.part === 'rows' && selection.index === index,
  );
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles['row']}
      style={{ transform: `translateY(${top}px)` }}
      data-selected={isSelected}
      data-off={row.enabled === false}
    >
      <div role="rowheader" className={styles['number']}>
        <button
          type="button"
          aria-label={t('table.row', { number: index + 1 })}
          onClick={() => designer.getState().select({ type: 'part', part: 'rows', index })}
        >
          {index + 1}
        </button>
      </div>
      {columns.map((column, place) => (
        <Cell
          key={`${column.side} ${column.key}`}
          row={row}
          index={index}
          column={column}
          place={place}
          isActive={at === place}
          isEditing={at === place && isEditing}
        />
      ))}
    </div>
  );
});

function Cell({
  row,
  index,
  column,
  place,
  isActive,
  isEditing,
}: {
  row: TableRow;
  index: number;
  column: TableColumn;
  place: number;
  isActive: boolean;
  isEditing: boolean;
}) {
  const { t } = useTranslation('rules');
  const { scope, language, cursor, problemsAt } = useTable();
  const text = cellText(row, column);
  const words = cellWords(text, column, scope, language);
  const part = column.side === 'input' ? 'inputs' : 'outputs';
  const [problem] = column.side === 'annotation' ? [] : problemsAt(`/rows/${index}/${part}/${column.key}`);
  return (
    // The keys are those of the input within the cell at the cursor.
    // biome-ignore lint: see above
    <div
      role="gridcell"
      aria-colindex={place + 2}
      className={styles['cell']}
      data-side={column.side}
      data-first={column.index === 0}
      data-active={isActive}
      data-editing={isEditing}
      data-problem={problem !== undefined}
      data-number={column.type === 'number'}
      title={problem?.message ?? (words === text ? text : `${words}\n${text}`)}
      onClick={() => {
        if (isActive && !isEditing) cursor.getState().edit();
        else if (!isActive) cursor.getState().place({ row: index, column: place });
      }}
    >
      {words === '' && column.side === 'input' ? (
        <span className={styles['any']}>{t('table.any')}</span>
      ) : (
        <span>{words}</span>
      )}
      {isActive && !isEditing && <TableKeyCatcher row={index} place={place} column={column} />}
      {isEditing && <CellEditor text={text} row={index} column={column} />}
    </div>
  );
}

export function cellText(row: TableRow, { side, key }: TableColumn): string {
  if (side === 'annotation') return row.annotation ?? '';
  return (side === 'input' ? row.inputs : row.outputs)[key] ?? '';
}
