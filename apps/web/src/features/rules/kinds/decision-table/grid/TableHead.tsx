import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../../../../app/i18n.ts';
import { useDesigner } from '../../../designer-context.ts';
import { AddColumn } from '../AddColumn.tsx';
import styles from '../DecisionTable.module.css';
import type { TableColumn } from '../table-columns.ts';
import { useTable } from '../table-context.ts';

/** Two lines of headings: If and Then over the columns' titles. */
export function TableHead() {
  const { t } = useTranslation('rules');
  const { table, columns } = useTable();
  return (
    <>
      {/* Not a row of the grid: it holds what adds columns. */}
      <div role="presentation" className={styles['groups']}>
        <span />
        <div className={styles['group']} style={{ gridColumn: `span ${Math.max(table.inputs.length, 1)}` }}>
          <strong>{t('table.whenHolds')}</strong>
          <AddColumn side="input" />
        </div>
        <div
          className={styles['group']}
          data-side="output"
          style={{ gridColumn: `span ${Math.max(table.outputs.length, 1)}` }}
        >
          <strong>{t('table.thenSet')}</strong>
          <AddColumn side="output" />
        </div>
      </div>
      <div role="row" aria-rowindex={1} className={styles['head']}>
        <span role="columnheader" aria-label="#" className={styles['number']} />
        {columns.map((column) => (
          <HeadCell key={`${column.side} ${column.key}`} column={column} />
        ))}
      </div>
    </>
  );
}

function HeadCell({ column }: { column: TableColumn }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer } = useDesigner();
  const { table, problemsAt } = useTable();
  const part = column.side === 'input' ? 'inputs' : 'outputs';
  const isSelected = useStore(
    designer,
    ({ selection }) => selection?.type === 'part' && selection.part === part && selection.index === column.index,
  );
  if (column.side === 'annotation') {
    return (
      <div role="columnheader" className={styles['headCell']} data-side="annotation">
        <span>{text(column.title)}</span>
      </div>
    );
  }
  const path = `/${part}/${column.index}`;
  const problems = ['', '/key', '/expression', '/type', '/allowed', '/default', '/title'].flatMap((end) =>
    problemsAt(path + end),
  );
  const written = column.side === 'output' ? problemsAt(`/writes/${column.key}`) : [];
  const [problem] = [...problems, ...written];
  const expression = column.side === 'input' ? table.inputs[column.index]?.expression : table.writes[column.key];
  return (
    <div
      role="columnheader"
      className={styles['headCell']}
      data-side={column.side}
      data-first={column.index === 0}
      data-selected={isSelected}
      data-problem={problem !== undefined}
    >
      <button
        type="button"
        title={problem?.message ?? expression}
        onClick={() => designer.getState().select({ type: 'part', part, index: column.index })}
      >
        {text(column.title) || column.key}
        <small>{t(`table.types.${column.type}`)}</small>
      </button>
    </div>
  );
}
