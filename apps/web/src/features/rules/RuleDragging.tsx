import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import { actionTypeNamed } from '@tangram/rules';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../app/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useDesigner } from './designer-context.ts';
import styles from './RuleCanvas.module.css';
import { type ActionPlace, actionsAt, insertAction, movePart } from './rule-edits.ts';
import type { PartPlace } from './kinds/rule-view.ts';

/** What is dragged, and what it may be dropped on. */
export type DragData =
  | { readonly type: 'palette'; readonly action: string }
  | { readonly type: 'action'; readonly place: ActionPlace; readonly action: string }
  | { readonly type: 'actions'; readonly list: string }
  | ({ readonly type: 'part' } & PartPlace);

/** Dragging of the whole designer: actions out of the palette, actions among each other and between bands, lines of a scorecard. */
export function RuleDragging({ children }: { children: ReactNode }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, rule, form } = useDesigner();
  const [dragged, setDragged] = useState<DragData | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const finish = ({ active, over }: DragEndEvent) => {
    const from = active.data.current as DragData;
    const onto = over?.data.current as DragData | undefined;
    setDragged(null);
    if (onto === undefined) return;
    const { edit, moveAction, select } = designer.getState();
    if (from.type === 'part') {
      if (onto.type === 'part' && onto.part === from.part && onto.index !== from.index)
        edit(t('edits.move'), movePart(from.part, from.index, onto.index));
      return;
    }
    const place = placeOf(onto);
    if (place === null) return;
    if (from.type === 'action') {
      // Dropped on the list itself it goes to its end, where it no longer counts when it came from there.
      const isSame = from.place.list === place.list;
      const last = actionsAt(rule, place.list).length - (isSame ? 1 : 0);
      moveAction(t('edits.move'), from.place, { ...place, index: Math.min(place.index, last) });
    } else if (from.type === 'palette' && form !== undefined) {
      const type = actionTypeNamed(from.action);
      if (type === undefined) return;
      edit(
        t('edits.add', { name: text(type.title) }),
        insertAction(place, { type: type.type, settings: type.initial(form) }),
      );
      select({ type: 'action', ...place });
    }
  };
  const placeOf = (onto: DragData): ActionPlace | null => {
    if (onto.type === 'action') return onto.place;
    return onto.type === 'actions' ? { list: onto.list, index: actionsAt(rule, onto.list).length } : null;
  };
  const carried =
    dragged === null || dragged.type === 'part' || dragged.type === 'actions'
      ? undefined
      : actionTypeNamed(dragged.action);
  return (
    <DndContext
      sensors={sensors}
      // Under the pointer first; with the keyboard there is none, and the nearest counts.
      collisionDetection={(args) => {
        const under = pointerWithin(args);
        const exact = under.filter(
          ({ data }) => (data?.['droppableContainer']?.data.current as DragData | undefined)?.type !== 'actions',
        );
        return exact.length > 0 ? exact : under.length > 0 ? under : closestCenter(args);
      }}
      onDragStart={({ active }) => setDragged(active.data.current as DragData)}
      onDragCancel={() => setDragged(null)}
      onDragEnd={finish}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {carried !== undefined && (
          <div className={styles['overlay']}>
            <Icon name={carried.icon} />
            {text(carried.title)}
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}
