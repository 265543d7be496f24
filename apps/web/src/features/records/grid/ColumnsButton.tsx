import { HolderOutlined, TableOutlined } from '@ant-design/icons';
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import type { FormAccess } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import { Button, Checkbox, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import styles from './ColumnsButton.module.css';
import { type ColumnChoice, type GridColumn, possibleColumns } from './grid-columns.ts';

/** Which columns, in which order: tick and drag. */
export function ColumnsButton({
  form,
  access,
  columns,
  onChange,
}: {
  form: FormModel;
  access: FormAccess;
  columns: readonly GridColumn[];
  onChange: (choice: ColumnChoice | undefined) => void;
}) {
  const { t } = useTranslation('records');
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const shown = columns.map((column) => column.field.key);
  const widths = Object.fromEntries(columns.map((column) => [column.field.key, column.width]));
  const others = possibleColumns(form, access).filter((field) => !shown.includes(field.key));
  const keep = (next: readonly string[]) => onChange({ shown: next, widths });
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className={styles['panel']}>
          <DndContext
            sensors={sensors}
            collisionDetection={closestCenter}
            onDragEnd={({ active, over }) => {
              if (over !== null)
                keep(arrayMove(shown, shown.indexOf(String(active.id)), shown.indexOf(String(over.id))));
            }}
          >
            <SortableContext items={shown} strategy={verticalListSortingStrategy}>
              {columns.map((column) => (
                <ShownColumn
                  key={column.field.key}
                  form={form}
                  field={column.field.key}
                  onHide={() => keep(shown.filter((key) => key !== column.field.key))}
                />
              ))}
            </SortableContext>
          </DndContext>
          {others.map((field) => (
            <HiddenColumn key={field.key} form={form} field={field.key} onShow={() => keep([...shown, field.key])} />
          ))}
          <Button type="text" size="small" onClick={() => onChange(undefined)}>
            {t('grid.columnsReset')}
          </Button>
        </div>
      }
    >
      <Button type="text" icon={<TableOutlined />}>
        {t('grid.columns')}
      </Button>
    </Popover>
  );
}

function ShownColumn({ form, field, onHide }: { form: FormModel; field: string; onHide: () => void }) {
  const text = useText();
  const { attributes, listeners, setNodeRef, transform, transition } = useSortable({ id: field });
  const title = text(form.fields.get(field)?.definition.title);
  return (
    <div
      ref={setNodeRef}
      className={styles['line']}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <Checkbox checked onChange={onHide}>
        {title}
      </Checkbox>
      <button type="button" className={styles['handle']} aria-label={title} {...attributes} {...listeners}>
        <HolderOutlined />
      </button>
    </div>
  );
}

function HiddenColumn({ form, field, onShow }: { form: FormModel; field: string; onShow: () => void }) {
  const text = useText();
  return (
    <div className={styles['line']}>
      <Checkbox checked={false} onChange={onShow}>
        {text(form.fields.get(field)?.definition.title)}
      </Checkbox>
    </div>
  );
}
