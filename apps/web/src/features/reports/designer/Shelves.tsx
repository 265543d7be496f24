import { CloseOutlined } from '@ant-design/icons';
import { useDraggable, useDroppable } from '@dnd-kit/core';
import { booleanType } from '@tangram/expression';
import { columnTitle } from '@tangram/reports';
import type { Dimension, Measure, ReportDefinition } from '@tangram/schema';
import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { ExpressionEditor } from '../../expressions/index.ts';
import { ColumnPanel } from './ColumnPanel.tsx';
import styles from './designer.module.css';
import type { DropTarget, Shelf } from './DropArea.tsx';
import { choiceAt, type FieldGroup } from './field-choices.ts';
import { type RecordScope, useConditionWords } from './record-scope.ts';
import { removeColumn, setFilter, type Edit } from './report-edits.ts';

interface ShelvesProps {
  readonly report: ReportDefinition;
  readonly groups: readonly FieldGroup[];
  readonly recordScope: RecordScope;
  readonly edit: Edit;
}

/** The three places a field can be dropped on, with what already stands there. */
export function Shelves({ report, groups, recordScope, edit }: ShelvesProps) {
  const { t } = useTranslation('reports');
  const dimensions = report.query.dimensions ?? [];
  const columns = (shelf: Shelf, list: readonly (Dimension | Measure)[]) =>
    list.map((column, at) => <Column key={column.key} {...{ shelf, column, at, groups, recordScope, edit }} />);
  return (
    <div className={styles['shelves']}>
      <ShelfBox shelf="rows" title={t('designer.rows')} hint={t('designer.rowsHint')} isEmpty={dimensions.length === 0}>
        {columns('rows', dimensions)}
      </ShelfBox>
      <ShelfBox shelf="values" title={t('designer.values')} hint={t('designer.valuesHint')} isEmpty={false}>
        {columns('values', report.query.measures)}
      </ShelfBox>
      <Filters report={report} groups={groups} recordScope={recordScope} edit={edit} />
    </div>
  );
}

function ShelfBox({
  shelf,
  title,
  hint,
  isEmpty,
  children,
}: {
  shelf: Shelf;
  title: string;
  hint: string;
  isEmpty: boolean;
  children: ReactNode;
}) {
  const { setNodeRef, isOver, active } = useDroppable({ id: `shelf:${shelf}`, data: { shelf } satisfies DropTarget });
  return (
    <section className={styles['shelf']} aria-label={title}>
      <h3>{title}</h3>
      <div
        ref={setNodeRef}
        className={styles['drop']}
        data-over={isOver}
        data-waiting={active !== null}
        data-shelf={shelf}
      >
        {children}
        {isEmpty && <span className={styles['hint']}>{hint}</span>}
      </div>
    </section>
  );
}

function Column({
  shelf,
  column,
  at,
  groups,
  recordScope,
  edit,
}: {
  shelf: Shelf;
  column: Dimension | Measure;
  at: number;
  groups: readonly FieldGroup[];
  recordScope: RecordScope;
  edit: Edit;
}) {
  const { t } = useTranslation('reports');
  const text = useText();
  const {
    setNodeRef: dragRef,
    listeners,
    attributes,
  } = useDraggable({ id: `column:${column.key}`, data: { type: 'column', key: column.key } });
  const {
    setNodeRef: placeRef,
    isOver,
    active,
  } = useDroppable({ id: `place:${column.key}`, data: { shelf, at } satisfies DropTarget });
  const path = 'field' in column ? column.field : column.of;
  const field = path === undefined ? undefined : choiceAt(groups, path);
  const title = text(columnTitle(column, field?.title));
  const grain = 'field' in column && column.grain !== undefined ? t(`designer.grains.${column.grain}`) : '';
  return (
    <span ref={placeRef} className={styles['pill']} data-over={isOver && active?.id !== `column:${column.key}`}>
      <Popover
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={<ColumnPanel column={column} field={field} recordScope={recordScope} edit={edit} />}
      >
        <button ref={dragRef} type="button" {...listeners} {...attributes}>
          {title}
          {grain !== '' && <em>{grain}</em>}
        </button>
      </Popover>
      <button
        type="button"
        className={styles['remove']}
        aria-label={`${t('designer.remove')}: ${title}`}
        onClick={() => edit('remove', (report) => removeColumn(report, column.key))}
      >
        <CloseOutlined />
      </button>
    </span>
  );
}

function Filters({ report, recordScope, edit }: ShelvesProps) {
  const { t } = useTranslation('reports');
  const filter = report.query.filter ?? '';
  const words = useConditionWords(filter, recordScope);
  return (
    <ShelfBox shelf="filters" title={t('designer.filters')} hint={t('designer.filtersHint')} isEmpty={filter === ''}>
      {filter !== '' && (
        <span className={`${styles['pill']} ${styles['condition']}`}>
          <Popover
            trigger="click"
            placement="bottomLeft"
            destroyOnHidden
            content={
              <div className={styles['conditions']}>
                <ExpressionEditor
                  label={t('designer.filters')}
                  value={filter}
                  onChange={(next) => edit('filter', (before) => setFilter(before, next), 'filter')}
                  around={recordScope}
                  expects={booleanType}
                />
              </div>
            }
          >
            <button type="button" title={words}>
              {words}
            </button>
          </Popover>
          <button
            type="button"
            className={styles['remove']}
            aria-label={`${t('designer.remove')}: ${words}`}
            onClick={() => edit('filter', (before) => setFilter(before, ''))}
          >
            <CloseOutlined />
          </button>
        </span>
      )}
    </ShelfBox>
  );
}
