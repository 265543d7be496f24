import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import { useDraggable, useDroppable } from '@dnd-kit/core';
import { columnTitle } from '@tangram/reports';
import type { Dimension, Measure, ReportDefinition } from '@tangram/schema';
import { Popover } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { useAsking } from './asking.ts';
import { ColumnPanel } from './ColumnPanel.tsx';
import { ConditionPanel, useConditionWords } from './ConditionPanel.tsx';
import { joinConditions, readCondition, splitConditions } from './conditions.ts';
import styles from './designer.module.css';
import type { DropTarget, Shelf } from './DropArea.tsx';
import { choiceAt, type FieldGroup } from './field-choices.ts';
import { removeColumn, setFilter } from './report-edits.ts';
import type { Edit } from './ReportDesignerPage.tsx';

interface ShelvesProps {
  readonly report: ReportDefinition;
  readonly groups: readonly FieldGroup[];
  readonly edit: Edit;
}

/** The three places a field can be dropped on, with what already stands there. */
export function Shelves({ report, groups, edit }: ShelvesProps) {
  const { t } = useTranslation('reports');
  const dimensions = report.query.dimensions ?? [];
  const columns = (shelf: Shelf, list: readonly (Dimension | Measure)[]) =>
    list.map((column, at) => <Column key={column.key} {...{ shelf, column, at, groups, edit }} />);
  return (
    <div className={styles['shelves']}>
      <ShelfBox shelf="rows" title={t('designer.rows')} hint={t('designer.rowsHint')} isEmpty={dimensions.length === 0}>
        {columns('rows', dimensions)}
      </ShelfBox>
      <ShelfBox shelf="values" title={t('designer.values')} hint={t('designer.valuesHint')} isEmpty={false}>
        {columns('values', report.query.measures)}
      </ShelfBox>
      <Filters report={report} groups={groups} edit={edit} />
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
  edit,
}: {
  shelf: Shelf;
  column: Dimension | Measure;
  at: number;
  groups: readonly FieldGroup[];
  edit: Edit;
}) {
  const { t } = useTranslation('reports');
  const text = useText();
  const { setNodeRef: dragRef, listeners, attributes } = useDraggable({ id: `column:${column.key}`, data: { type: 'column', key: column.key } });
  const { setNodeRef: placeRef, isOver, active } = useDroppable({ id: `place:${column.key}`, data: { shelf, at } satisfies DropTarget });
  const path = 'field' in column ? column.field : column.of;
  const field = path === undefined ? undefined : choiceAt(groups, path);
  const title = text(columnTitle(column, field?.title));
  const grain = 'field' in column && column.grain !== undefined ? t(`designer.grains.${column.grain}`) : '';
  return (
    <span
      ref={placeRef}
      className={styles['pill']}
      data-over={isOver && active?.id !== `column:${column.key}`}
    >
      <Popover
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={<ColumnPanel column={column} field={field} edit={edit} />}
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

function Filters({ report, groups, edit }: ShelvesProps) {
  const { t } = useTranslation('reports');
  const { field: asked, ask } = useAsking();
  const conditions = splitConditions(report.query.filter ?? '');
  const write = (next: readonly string[]) => edit('filter', (before) => setFilter(before, joinConditions(next)));
  const field = asked === null ? undefined : choiceAt(groups, asked);
  return (
    <ShelfBox
      shelf="filters"
      title={t('designer.filters')}
      hint={t('designer.filtersHint')}
      isEmpty={conditions.length === 0 && field === undefined}
    >
      {conditions.map((condition, at) => (
        <ConditionPill
          key={`${at} ${condition}`}
          condition={condition}
          groups={groups}
          onChange={(next) => write(conditions.map((other, i) => (i === at ? next : other)))}
          onRemove={() => write(conditions.filter((_, i) => i !== at))}
        />
      ))}
      {field !== undefined && (
        <Popover
          open
          trigger="click"
          placement="bottomLeft"
          onOpenChange={(open) => !open && ask(null)}
          content={
            <ConditionPanel
              field={field}
              condition={null}
              onChange={(next) => {
                write([...conditions, next]);
                ask(null);
              }}
              onCancel={() => ask(null)}
            />
          }
        >
          <span className={styles['pill']}>
            <button type="button">
              <FilterOutlined /> …
            </button>
          </span>
        </Popover>
      )}
    </ShelfBox>
  );
}

function ConditionPill({
  condition,
  groups,
  onChange,
  onRemove,
}: {
  condition: string;
  groups: readonly FieldGroup[];
  onChange: (condition: string) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('reports');
  const [open, setOpen] = useState(false);
  const read = readCondition(condition);
  const field = read === null ? undefined : choiceAt(groups, read.field);
  const words = useConditionWords(condition, field);
  return (
    <span className={styles['pill']}>
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={
          <ConditionPanel
            field={field}
            condition={condition}
            onChange={(next) => {
              setOpen(false);
              onChange(next);
            }}
            onCancel={() => setOpen(false)}
          />
        }
      >
        <button type="button">{words}</button>
      </Popover>
      <button
        type="button"
        className={styles['remove']}
        aria-label={`${t('designer.remove')}: ${words}`}
        onClick={onRemove}
      >
        <CloseOutlined />
      </button>
    </span>
  );
}
