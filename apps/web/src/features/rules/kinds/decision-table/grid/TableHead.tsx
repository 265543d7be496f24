import { HolderOutlined } from '@ant-design/icons';
import { horizontalListSortingStrategy, SortableContext, useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../../../../app/i18n.ts';
import { useDesigner } from '../../../designer-context.ts';
import type { DragData } from '../../../RuleDragging.tsx';
import { AddColumn } from '../AddColumn.tsx';
import styles from './TableGrid.module.css';
import type { TableColumn } from '../table-columns.ts';
import { useTable } from '../table-context.ts';

/** How many of the grid's rows are headings. */
export const headLines = 2;

/** Two lines of headings: If and Then over the columns' titles. */
export function TableHead() {
  const { t } = useTranslation('rules');
  const text = useText();
  const { table, columns, coverage } = useTable();
  return (
    <>
      <div role="row" aria-rowindex={1} className={styles['groups']}>
        <span role="columnheader" aria-label="#" />
        <div
          role="columnheader"
          aria-colspan={Math.max(table.inputs.length, 1)}
          className={styles['group']}
          style={{ gridColumn: `span ${Math.max(table.inputs.length, 1)}` }}
        >
          <strong>{t('table.whenHolds')}</strong>
          <AddColumn side="input" />
        </div>
        <div
          role="columnheader"
          aria-colspan={Math.max(table.outputs.length, 1)}
          className={styles['group']}
          data-side="output"
          style={{ gridColumn: `span ${Math.max(table.outputs.length, 1)}` }}
        >
          <strong>{t('table.thenSet')}</strong>
          <AddColumn side="output" />
        </div>
      </div>
      <div role="row" aria-rowindex={2} className={styles['head']}>
        <span role="columnheader" aria-label="#" className={styles['number']} />
        <SortableContext
          items={columns.filter(isMovable).map((column) => `${partOf(column)}:${column.index}`)}
          strategy={horizontalListSortingStrategy}
        >
          {columns.map((column) =>
            isMovable(column) ? (
              <HeadCell key={`${column.side} ${column.key}`} column={column} />
            ) : (
              <div
                key="annotation"
                role="columnheader"
                className={styles['headCell']}
                data-side="annotation"
                style={{ gridColumn: column.line }}
              >
                <span>{text(column.title)}</span>
              </div>
            ),
          )}
        </SortableContext>
        {coverage.isAsked && (
          <div role="columnheader" className={styles['headCell']}>
            <span>{t('table.records')}</span>
          </div>
        )}
      </div>
    </>
  );
}

function HeadCell({ column }: { column: TableColumn }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer } = useDesigner();
  const { table, problemsAt, fields } = useTable();
  const part = partOf(column);
  const data: DragData = { type: 'part', part, index: column.index };
  const { setNodeRef, listeners, attributes, transform, transition } = useSortable({
    id: `${part}:${column.index}`,
    data,
  });
  const isSelected = useStore(
    designer,
    ({ selection }) => selection?.type === 'part' && selection.part === part && selection.index === column.index,
  );
  const path = `/${part}/${column.index}`;
  const problems = ['', '/key', '/expression', '/type', '/allowed', '/default', '/title'].flatMap((end) =>
    problemsAt(path + end),
  );
  const written = column.side === 'output' ? problemsAt(`/writes/${column.key}`) : [];
  const [problem] = [...problems, ...written];
  const expression = column.side === 'input' ? table.inputs[column.index]?.expression : table.writes[column.key];
  const told = fields.find(({ path: known }) => known === expression)?.title ?? expression;
  return (
    <div
      role="columnheader"
      className={styles['headCell']}
      data-side={column.side}
      data-first={column.index === 0}
      data-selected={isSelected}
      data-problem={problem !== undefined}
      ref={setNodeRef}
      style={{ gridColumn: column.line, transform: CSS.Translate.toString(transform), transition }}
    >
      <span className={styles['grip']} aria-label={t('drag')} {...attributes} {...listeners}>
        <HolderOutlined />
      </span>
      <button
        type="button"
        title={problem?.message ?? told}
        onClick={() => designer.getState().select({ type: 'part', part, index: column.index })}
      >
        {text(column.title) || column.key}
        <small>{t(`table.types.${column.type}`)}</small>
      </button>
    </div>
  );
}

function isMovable({ side }: TableColumn): boolean {
  return side !== 'annotation';
}

function partOf({ side }: TableColumn): 'inputs' | 'outputs' {
  return side === 'input' ? 'inputs' : 'outputs';
}
