import {
  closestCenter,
  type CollisionDetection,
  DndContext,
  DragOverlay,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { nodeTypeNamed } from '@tangram/flows';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../app/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useDesigner } from './designer-context.ts';
import { canStandAt, type Place } from './flow-edits.ts';
import styles from './FlowPicture.module.css';
import { useAddStep } from './useAddStep.ts';

/** The id of the whole canvas as a place to drop on. */
export const canvasId = 'canvas';

/** Dragging from the palette: dropped anywhere on the canvas, a step goes to the nearest plus that can take it. */
export function FlowDragging({ children }: { children: ReactNode }) {
  const text = useText();
  const { designer, flow } = useDesigner();
  const addStep = useAddStep();
  const dragged = useStore(designer, (state) => state.dragged);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const type = dragged === null ? undefined : nodeTypeNamed(dragged);
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={nearestPlus}
      onDragStart={({ active }) => designer.getState().drag(String(active.id))}
      onDragCancel={() => designer.getState().drag(null)}
      onDragEnd={({ active, over }) => {
        designer.getState().drag(null);
        const known = nodeTypeNamed(String(active.id));
        if (over === null || known === undefined) return;
        const place = over.data.current?.['place'] as Place | undefined;
        if (known.trigger !== undefined) addStep(null, known.type);
        else if (place !== undefined && flow.nodes.length > 0 && canStandAt(place, known.type))
          addStep(place, known.type);
      }}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {type !== undefined && (
          <div className={styles['ghost']} data-group={type.group}>
            <span className={styles['icon']}>
              <Icon name={type.icon} />
            </span>
            <span>{text(type.title)}</span>
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

/** Nothing outside the canvas; inside it the plus that is nearest, or the canvas itself where there is none. */
const nearestPlus: CollisionDetection = (args) => {
  const within = pointerWithin(args);
  if (!within.some((one) => one.id === canvasId)) return [];
  const pluses = args.droppableContainers.filter(
    (one) => one.id !== canvasId && takes(one.data.current, String(args.active.id)),
  );
  const nearest = closestCenter({ ...args, droppableContainers: pluses });
  return nearest.length > 0 ? nearest : within;
};

function takes(data: { readonly [name: string]: unknown } | undefined, type: string): boolean {
  const place = data?.['place'] as Place | undefined;
  return place !== undefined && canStandAt(place, type);
}
