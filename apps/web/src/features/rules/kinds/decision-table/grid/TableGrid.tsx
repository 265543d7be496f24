import { PlusOutlined } from '@ant-design/icons';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Button } from 'antd';
import { type CSSProperties, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesigner } from '../../../designer-context.ts';
import styles from './TableGrid.module.css';
import { useTable } from '../table-context.ts';
import { insertRow } from '../table-edits.ts';
import { headLines, TableHead } from './TableHead.tsx';
import { TableRowView } from './TableRowView.tsx';

/** px */
const rowHeight = 38;

/** px; what drags a row, its number and its menu. */
const numberWidth = 92;

/** The rows under their two lines of headings. Rows are virtual: a table may have thousands. */
export function TableGrid() {
  const { t } = useTranslation('rules');
  const { designer } = useDesigner();
  const { table, columns, cursor, coverage } = useTable();
  const scroller = useRef<HTMLDivElement>(null);
  const at = useStore(cursor, (state) => state.cursor?.row ?? null);
  // The virtualizer's functions change in place: the compiler must leave this component alone, and does.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: table.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: 72,
    // The row of the cursor holds the focus and stays, however far one scrolls.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return at === null || at >= range.count || shown.includes(at) ? shown : [...shown, at].sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    if (at !== null) virtual.scrollToIndex(at);
  }, [at, virtual]);

  const addRow = () => {
    designer.getState().edit(t('edits.add', { name: t('table.row', { number: '' }) }), insertRow(table.rows.length));
    cursor.getState().place({ row: table.rows.length, column: 0 });
  };
  const sides = Math.max(table.inputs.length, 1) + Math.max(table.outputs.length, 1);
  const template = [
    `${numberWidth}px`,
    `repeat(${sides}, minmax(160px, 1fr))`,
    'minmax(200px, 1.4fr)',
    ...(coverage.isAsked ? ['96px'] : []),
  ].join(' ');
  return (
    <div ref={scroller} className={styles['scroller']}>
      <div
        role="grid"
        aria-label={t('table.grid')}
        aria-rowcount={table.rows.length + headLines}
        aria-colcount={columns.length + 1}
        className={styles['grid']}
        style={{ '--columns': template, minWidth: numberWidth + 300 + 160 * sides } as CSSProperties}
      >
        <TableHead />
        <div role="presentation" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
          <SortableContext items={table.rows.map((_, index) => `rows:${index}`)} strategy={verticalListSortingStrategy}>
            {virtual.getVirtualItems().map((item) => {
              const row = table.rows[item.index];
              return row === undefined ? null : (
                <TableRowView key={row.key} row={row} index={item.index} top={item.start} />
              );
            })}
          </SortableContext>
        </div>
      </div>
      <footer className={styles['foot']}>
        <Button type="text" icon={<PlusOutlined />} onClick={addRow}>
          {t('table.addRow')}
        </Button>
        {table.rows.length === 0 && <span>{t('table.noRows')}</span>}
      </footer>
    </div>
  );
}
