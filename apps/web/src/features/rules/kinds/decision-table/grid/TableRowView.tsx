import { QuestionCircleOutlined } from '@ant-design/icons';
import { useSortable } from '@dnd-kit/sortable';
import type { TableRow } from '@tangram/schema';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../../../../ui/useFormat.ts';
import { useDesigner } from '../../../designer-context.ts';
import type { DragData } from '../../../RuleDragging.tsx';
import styles from './TableGrid.module.css';
import type { TableColumn } from '../table-columns.ts';
import { useTable } from '../table-context.ts';
import { saidProblem } from '../said-problem.ts';
import { headLines } from './TableHead.tsx';
import { RowNumber } from './RowNumber.tsx';
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
  const { designer } = useDesigner();
  const { columns, cursor, coverage } = useTable();
  const data: DragData = { type: 'part', part: 'rows', index };
  const { setNodeRef, listeners, attributes, transform, transition, isDragging } = useSortable({
    id: `rows:${index}`,
    data,
  });
  const at = useStore(cursor, (state) => (state.cursor?.row === index ? state.cursor.column : null));
  const isEditing = useStore(cursor, (state) => state.cursor?.row === index && state.editing !== null);
  const isSelected = useStore(
    designer,
    ({ selection }) => selection?.type === 'part' && selection.part === 'rows' && selection.index === index,
  );
  return (
    <div
      role="row"
      aria-rowindex={index + headLines + 1}
      className={styles['row']}
      ref={setNodeRef}
      style={{ transform: `translateY(${top + (transform?.y ?? 0)}px)`, transition }}
      data-dragging={isDragging}
      data-selected={isSelected}
      data-off={row.enabled === false}
    >
      <RowNumber row={row} index={index} drag={{ attributes, listeners }} />
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
      {coverage.isAsked && <RowCount row={row} />}
    </div>
  );
});

/** How many records the row matches by itself. */
function RowCount({ row }: { row: TableRow }) {
  const format = useFormat();
  const { language, coverage } = useTable();
  const counted = coverage.row(row.key);
  const problem = counted?.problem;
  return (
    <div
      role="gridcell"
      className={styles['count']}
      title={problem === undefined ? undefined : saidProblem(problem, language).message}
    >
      {counted === undefined ? '' : counted.count === null ? <QuestionCircleOutlined /> : format.number(counted.count)}
    </div>
  );
}

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
  const { wordsOf, cursor, problemsAt } = useTable();
  const text = cellText(row, column);
  const words = wordsOf(column, text);
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
      style={{ gridColumn: column.line }}
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
      {isActive && !isEditing && <TableKeyCatcher row={index} place={place} column={column} words={words} />}
      {isEditing && <CellEditor text={text} row={index} column={column} />}
    </div>
  );
}

export function cellText(row: TableRow, { side, key }: TableColumn): string {
  if (side === 'annotation') return row.annotation ?? '';
  return (side === 'input' ? row.inputs : row.outputs)[key] ?? '';
}
