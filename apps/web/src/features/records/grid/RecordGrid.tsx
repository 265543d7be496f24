import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import type { Row } from '@tangram/client';
import { isBlank } from '@tangram/forms';
import type { JsonValue, SortKey } from '@tangram/schema';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from 'antd';
import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../../app/i18n.ts';
import { KeyCatcher } from './KeyCatcher.tsx';
import type { GridColumn } from './grid-columns.ts';
import type { GridStore } from './grid-store.ts';
import { GridRow } from './GridRow.tsx';
import styles from './RecordGrid.module.css';

export const densities = { small: 34, middle: 42, large: 54 } as const;
export type Density = keyof typeof densities;

export interface RecordGridProps {
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn[];
  readonly store: GridStore;
  readonly density: Density;
  readonly sort: readonly SortKey[] | undefined;
  readonly onSort: (field: string) => void;
  /** Saves what an edited cell holds; answers why it cannot be, if it cannot. */
  readonly onWrite: (row: Row, column: GridColumn, value: JsonValue) => string | undefined;
  readonly onOpen: (row: Row) => void;
  readonly onResize: (field: string, width: number) => void;
  /** The rows on the screen have changed, or the end comes near. */
  readonly onRange: (first: number, last: number) => void;
  readonly label: string;
}

/** px; the ticks' column. */
const tickWidth = 76;

/**
 * A grid of records: virtual rows, so that their number does not matter; a cursor moved by keyboard or mouse; cells
 * edited in place by typing, Enter or double click.
 */
export function RecordGrid({
  rows,
  columns,
  store,
  density,
  sort,
  onSort,
  onWrite,
  onOpen,
  onResize,
  onRange,
  label,
}: RecordGridProps) {
  const { t } = useTranslation('records');
  const scroller = useRef<HTMLDivElement>(null);
  const height = densities[density];
  // The virtualizer's functions change in place: the compiler must leave this component alone, and does.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: 40,
  });
  useEffect(() => virtual.measure(), [height, virtual]);

  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => onRange(first, last), [first, last, onRange]);

  const width = tickWidth + columns.reduce((sum, column) => sum + column.width, 0);
  const template = `${tickWidth}px ${columns.map((column) => `${column.width}px`).join(' ')} minmax(0, 1fr)`;
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);

  return (
    <div ref={scroller} className={styles['scroller']}>
      <div
        className={styles['grid']}
        style={
          {
            '--columns': template,
            '--row': `${height}px`,
            minWidth: width,
            height: virtual.getTotalSize() + 40,
          } as CSSProperties
        }
      >
        {/* A grid holds rows and nothing else: what catches its keys stands beside it. */}
        <div
          role="grid"
          aria-label={label}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          className={styles['rows']}
        >
          <div role="row" aria-rowindex={1} className={styles['head']}>
            <TickAll ids={ids} store={store} />
            {columns.map((column, at) => (
              <HeadCell
                key={column.field.key}
                column={column}
                isFirst={at === 0}
                sort={sort?.find((key) => key.field === column.field.key)}
                onSort={onSort}
                onResize={onResize}
              />
            ))}
          </div>
          {shown.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <GridRow
                key={row.id}
                row={row}
                index={item.index}
                top={item.start + 40}
                columns={columns}
                store={store}
                order={ids}
                onWrite={onWrite}
                onOpen={onOpen}
                rowCount={rows.length}
              />
            );
          })}
        </div>
        <KeyCatcher
          store={store}
          rows={rows}
          columns={columns}
          rowHeight={height}
          tickWidth={tickWidth}
          label={t('grid.cursor')}
          onClear={(row, column) => {
            if (column.mayWrite && !isBlank(row[column.field.key] ?? null)) onWrite(row, column, null);
          }}
          onPaste={(row, column, text) => {
            if (column.mayWrite) onWrite(row, column, text.trim() === '' ? null : text.trim());
          }}
          onOpen={onOpen}
          onReveal={(index, left, right) => {
            virtual.scrollToIndex(index);
            const box = scroller.current;
            if (box === null) return;
            const firstWidth = tickWidth + (columns[0]?.width ?? 0);
            if (left < box.scrollLeft + firstWidth) box.scrollLeft = left - firstWidth;
            else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth;
          }}
        />
      </div>
    </div>
  );
}

function TickAll({ ids, store }: { ids: readonly string[]; store: GridStore }) {
  const { t } = useTranslation('records');
  const count = useStore(store, ({ selected }) => selected.size);
  const isAll = count > 0 && count >= ids.length;
  return (
    <div role="columnheader" className={styles['ticks']}>
      <Checkbox
        aria-label={t('grid.tickAll')}
        checked={isAll}
        indeterminate={count > 0 && !isAll}
        onChange={() => (isAll ? store.getState().clearSelection() : store.getState().selectAll(ids))}
      />
    </div>
  );
}

function HeadCell({
  column,
  isFirst,
  sort,
  onSort,
  onResize,
}: {
  column: GridColumn;
  isFirst: boolean;
  sort: SortKey | undefined;
  onSort: (field: string) => void;
  onResize: (field: string, width: number) => void;
}) {
  const text = useText();
  const { key, definition } = column.field;
  const isSortable = column.field.valueType !== 'list' && column.field.valueType !== 'json';
  const startResize = (event: React.PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    const { clientX: from, currentTarget: handle } = event;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) =>
      onResize(key, Math.round(Math.min(Math.max(column.width + moved.clientX - from, 64), 640)));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', () => handle.removeEventListener('pointermove', move), { once: true });
  };
  return (
    <div
      role="columnheader"
      aria-sort={sort === undefined ? 'none' : sort.direction}
      className={`${styles['headCell']} ${isFirst ? styles['first'] : ''}`}
      data-number={column.field.valueType === 'number'}
    >
      <button type="button" disabled={!isSortable} title={text(definition.title)} onClick={() => onSort(key)}>
        <span>{text(definition.title)}</span>
        {sort?.direction === 'ascending' && <CaretUpFilled />}
        {sort?.direction === 'descending' && <CaretDownFilled />}
      </button>
      <span className={styles['resize']} onPointerDown={startResize} aria-hidden />
    </div>
  );
}
