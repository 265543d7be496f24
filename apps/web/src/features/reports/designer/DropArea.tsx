import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
  type CollisionDetection,
} from '@dnd-kit/core';
import { type ReactNode, useState } from 'react';
import { useText } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { choiceAt, type FieldChoice, type FieldGroup } from './field-choices.ts';
import { addCount, addDimension, addFilter, addMeasure, moveColumn, type Edit } from './report-edits.ts';
import styles from './designer.module.css';

/** What is being dragged: a field of the palette (`*` is the count) or a column that stands on a shelf. */
export type Dragged =
  | { readonly type: 'field'; readonly path: string }
  | { readonly type: 'column'; readonly key: string };

/** Where it may fall: a shelf, or the place of a column on one. */
export type DropTarget = { readonly shelf: Shelf; readonly at?: number };
export type Shelf = 'rows' | 'values' | 'filters';

/** Dragging from the palette to the shelves and along them. */
export function DropArea({
  groups,
  edit,
  children,
}: {
  groups: readonly FieldGroup[];
  edit: Edit;
  children: ReactNode;
}) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const sensors = useSensors(
    // A few pixels, so that a click stays a click.
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 180, tolerance: 8 } }),
    useSensor(KeyboardSensor),
  );
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const source = active.data.current as Dragged | undefined;
    const target = over?.data.current as DropTarget | undefined;
    if (source === undefined || target === undefined) return;
    if (source.type === 'column') {
      if (target.at !== undefined) edit('move', (report) => moveColumn(report, source.key, target.at as number));
      return;
    }
    placeField(choiceAt(groups, source.path), target, edit);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={innermost}
      onDragStart={({ active }) => setDragged(active.data.current as Dragged)}
      onDragCancel={() => setDragged(null)}
      onDragEnd={drop}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {dragged?.type === 'field' && <Ghost field={choiceAt(groups, dragged.path)} />}
      </DragOverlay>
    </DndContext>
  );
}

/** Puts a field (the count when undefined) on a shelf. */
export function placeField(field: FieldChoice | undefined, target: DropTarget, edit: Edit): void {
  if (field === undefined) edit('addValue', addCount);
  else if (target.shelf === 'filters') edit('filter', (report) => addFilter(report, field));
  else if (target.shelf === 'rows') edit('addRow', (report) => addDimension(report, field, target.at));
  else edit('addValue', (report) => addMeasure(report, field));
}

function Ghost({ field }: { field: FieldChoice | undefined }) {
  const text = useText();
  if (field === undefined) return null;
  return (
    <div className={styles['ghost']}>
      <Icon name={field.icon} /> {text(field.title)}
    </div>
  );
}

/** A column's place lies within its shelf: the smaller of the two is meant. By keyboard there is no pointer. */
const innermost: CollisionDetection = (input) => {
  const hits = input.pointerCoordinates === null ? rectIntersection(input) : pointerWithin(input);
  return [...hits].sort((one, other) => area(input, one.id) - area(input, other.id));
};

function area(input: Parameters<CollisionDetection>[0], id: string | number): number {
  const box = input.droppableRects.get(id);
  return box === undefined ? Number.POSITIVE_INFINITY : box.width * box.height;
}
