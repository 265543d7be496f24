import { DeleteOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { type JsonObject, type JsonSchema, type JsonValue, pointer } from '@tangram/schema';
import { Button, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LocalTextInput } from './LocalTextInput.tsx';
import { OptionRow } from './OptionRow.tsx';
import styles from './SettingsForm.module.css';
import { controlFor, newItem, settingsOf, widgetOf } from './settings-schema.ts';
import { useSurroundings } from './surroundings.ts';
import { VariantInput } from './VariantInput.tsx';

interface ListProps {
  readonly items: JsonSchema;
  readonly value: readonly JsonValue[];
  readonly onChange: (value: readonly JsonValue[]) => void;
  readonly path: string;
  /** The setting's: read aloud at each control that has no label of its own. */
  readonly title: string;
}

/** A list of things to add, remove and drag into order; options of a choice get one line each, other things a card. */
export function ObjectList({ items, value, onChange, path, title }: ListProps) {
  const { t } = useTranslation('ui');
  const ids = useItemIds(value.length);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const replace = (at: number, next: JsonValue) => onChange(value.map((item, i) => (i === at ? next : item)));
  const isOption = isOptionSchema(items);
  return (
    <div className={styles['list']}>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={({ active, over }) => {
          if (over === null || active.id === over.id) return;
          const [from, to] = [ids.list.indexOf(String(active.id)), ids.list.indexOf(String(over.id))];
          ids.move(from, to);
          onChange(arrayMove([...value], from, to));
        }}
      >
        <SortableContext items={[...ids.list]} strategy={verticalListSortingStrategy}>
          {value.map((item, at) => (
            <Row
              key={ids.list[at]}
              id={ids.list[at] as string}
              onRemove={() => {
                ids.remove(at);
                onChange(value.filter((_, i) => i !== at));
              }}
            >
              {isOption ? (
                <OptionRow
                  schema={items}
                  value={item as JsonObject}
                  taken={value.filter((_, i) => i !== at).map((other) => valueOf(other))}
                  onChange={(next) => replace(at, next)}
                  onPaste={(more) => onChange([...value.slice(0, at), ...more, ...value.slice(at + 1)])}
                  path={path + pointer(at)}
                />
              ) : (
                <Item
                  items={items}
                  value={item}
                  onChange={(next) => replace(at, next)}
                  path={path + pointer(at)}
                  title={title}
                />
              )}
            </Row>
          ))}
        </SortableContext>
      </DndContext>
      <Button
        type="text"
        size="small"
        className={styles['add'] ?? ''}
        icon={<PlusOutlined />}
        onClick={() => onChange([...value, newItem(items)])}
      >
        {t('settings.add')}
      </Button>
    </div>
  );
}

function Item({
  items,
  value,
  onChange,
  path,
  title,
}: {
  items: JsonSchema;
  value: JsonValue;
  onChange: (value: JsonValue) => void;
  path: string;
  title: string;
}) {
  const { widgets, context, problems, Members } = useSurroundings();
  const Widget = widgets[widgetOf(items) ?? ''];
  if (Widget !== undefined) {
    const hasProblem = problems.some((problem) => problem.path === path);
    return (
      <div className={styles['fields']}>
        <label className={styles['unseen']} htmlFor={path}>
          {title}
        </label>
        <Widget
          id={path}
          title={title}
          schema={items}
          value={value}
          onChange={(next) => onChange(next ?? '')}
          hasProblem={hasProblem}
          context={context}
        />
      </div>
    );
  }
  switch (controlFor(items, widgets)) {
    case 'local-text':
      return <LocalTextInput value={value as string} onChange={(next) => onChange(next ?? '')} />;
    case 'variants':
      return (
        <div className={styles['card']}>
          <VariantInput schema={items} value={value} onChange={(next) => onChange(next ?? '')} path={path} />
        </div>
      );
    default:
      return (
        <div className={styles['card']}>
          <Members schema={items} value={value as JsonObject} onChange={onChange} path={path} />
        </div>
      );
  }
}

function Row({ id, onRemove, children }: { id: string; onRemove: () => void; children: ReactNode }) {
  const { t } = useTranslation('ui');
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id });
  return (
    <div
      ref={setNodeRef}
      className={styles['item']}
      data-dragging={isDragging}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button type="button" className={styles['handle']} aria-label={t('settings.drag')} {...attributes} {...listeners}>
        <HolderOutlined />
      </button>
      {children}
      <Tooltip title={t('settings.remove')}>
        <Button type="text" icon={<DeleteOutlined />} aria-label={t('settings.remove')} onClick={onRemove} />
      </Tooltip>
    </div>
  );
}

/** `{ value, title, ... }`: the options of a choice, drawn as one line each. */
function isOptionSchema(items: JsonSchema): boolean {
  const names = settingsOf(items).map((setting) => setting.name);
  return names.includes('value') && names.includes('title');
}

/** The stored value of an option. */
function valueOf(option: JsonValue): string {
  const value = (option as JsonObject)['value'];
  return typeof value === 'string' ? value : '';
}

/** Items carry no identity of their own: one is kept here per position, moving and leaving with its item. */
function useItemIds(count: number) {
  const [kept, keep] = useState<ItemIds>(() => resized({ list: [], next: 0 }, count));
  const ids = kept.list.length === count ? kept : resized(kept, count);
  // Items that came or went from elsewhere (undo, a paste of many) get or lose their ids before anything is drawn.
  if (ids !== kept) keep(ids);
  return {
    list: ids.list,
    move: (from: number, to: number) => keep({ ...ids, list: arrayMove([...ids.list], from, to) }),
    remove: (at: number) => keep({ ...ids, list: ids.list.filter((_, i) => i !== at) }),
  };
}

interface ItemIds {
  readonly list: readonly string[];
  readonly next: number;
}

function resized({ list, next }: ItemIds, count: number): ItemIds {
  const missing = Math.max(count - list.length, 0);
  const added = Array.from({ length: missing }, (_, at) => `item-${next + at}`);
  return { list: [...list, ...added].slice(0, count), next: next + missing };
}
