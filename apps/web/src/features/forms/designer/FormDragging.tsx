import {
  DndContext,
  type DragMoveEvent,
  DragOverlay,
  type DragStartEvent,
  KeyboardSensor,
  type KeyboardCoordinateGetter,
  type Modifier,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './Canvas.module.css';
import type { FormDesigner } from './designer-store.ts';
import { type Container, dropTarget, type Point } from './drop-target.ts';
import type { NodePath } from './layout-tree.ts';
import type { PaletteThing } from './Palette.tsx';

/** What is being dragged: something out of the palette, or a node of the canvas. */
interface Dragged {
  readonly title: string;
  readonly icon?: string;
  readonly thing?: PaletteThing;
  readonly path?: NodePath;
}

/** Pixels a mouse moves before a press becomes a drag; less is a click or a double-click. */
const dragDistance = 5;
/** Pixels per press of an arrow key while dragging with the keyboard. */
const keyStep = 24;

/** Only near the very edge: the canvas must not move away under a pointer that aims. */
const autoScroll = { threshold: { x: 0, y: 0.08 }, acceleration: 6 };
/** Pixels from the pointer to the thing it carries. */
const carryOffset = 10;

/** Dragging from the palette onto the canvas and within it, by mouse, touch and keyboard. */
export function FormDragging({ designer, children }: { designer: FormDesigner; children: ReactNode }) {
  const { t } = useTranslation('forms');
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const pointer = usePointer();
  const sensors = useSensors(useSensor(PointerSensor, pointerOptions), useSensor(KeyboardSensor, keyboardOptions));

  const start = ({ active, activatorEvent }: DragStartEvent) => {
    pointer.follow(activatorEvent instanceof PointerEvent);
    setDragged(active.data.current as Dragged);
  };
  const aim = ({ active }: DragMoveEvent) => {
    const carried = active.data.current as Dragged;
    const box = active.rect.current.translated;
    const point = pointer.at() ?? (box === null ? null : { x: box.left + box.width / 2, y: box.top + box.height / 2 });
    designer.getState().aim(point === null ? null : targetAt(point, carried.path ?? null));
  };
  const finish = () => {
    const { drop, add, addSection, move, aim: clear } = designer.getState();
    if (dragged !== null && drop !== null) {
      if (dragged.path !== undefined) move(dragged.path, drop.place);
      else if (dragged.thing?.kind === 'field') add(dragged.thing.type, drop.place);
      else addSection(drop.place);
    }
    clear(null);
    cancel();
  };
  const cancel = () => {
    pointer.follow(false);
    designer.getState().aim(null);
    setDragged(null);
  };

  return (
    <DndContext
      sensors={sensors}
      autoScroll={autoScroll}
      onDragStart={start}
      onDragMove={aim}
      onDragEnd={finish}
      onDragCancel={cancel}
      accessibility={{
        screenReaderInstructions: { draggable: t('drag.instructions') },
        announcements: {
          onDragStart: ({ active }) => t('drag.started', { title: (active.data.current as Dragged).title }),
          onDragOver: () => undefined,
          onDragEnd: ({ active }) => t('drag.ended', { title: (active.data.current as Dragged).title }),
          onDragCancel: () => t('drag.cancelled'),
        },
      }}
    >
      {children}
      <DragOverlay dropAnimation={null} modifiers={overlayModifiers}>
        {dragged !== null && (
          <div className={styles['overlay']}>
            {dragged.icon !== undefined && <Icon name={dragged.icon} />}
            {dragged.title}
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

const byArrowKeys: KeyboardCoordinateGetter = (event, { currentCoordinates: { x, y } }) => {
  switch (event.code) {
    case 'ArrowDown':
      return { x, y: y + keyStep };
    case 'ArrowUp':
      return { x, y: y - keyStep };
    case 'ArrowRight':
      return { x: x + keyStep * 3, y };
    case 'ArrowLeft':
      return { x: x - keyStep * 3, y };
    default:
      return undefined;
  }
};

// Made once: new options would make new sensors, and those draw every field of the canvas anew at each keystroke.
const pointerOptions = { activationConstraint: { distance: dragDistance } };
const keyboardOptions = {
  coordinateGetter: byArrowKeys,
  keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
};

/** The thing carried hangs at the pointer, wherever a wide field was taken hold of. */
const atPointer: Modifier = ({ activatorEvent, activeNodeRect, transform }) => {
  if (!(activatorEvent instanceof PointerEvent) || activeNodeRect === null) return transform;
  return {
    ...transform,
    x: transform.x + activatorEvent.clientX - activeNodeRect.left + carryOffset,
    y: transform.y + activatorEvent.clientY - activeNodeRect.top + carryOffset,
  };
};
const overlayModifiers = [atPointer];

/** The pointer's own place: what dnd-kit tells is the corner of the thing dragged, moved by scrolling. */
function usePointer() {
  const state = useRef<{ point: Point | null; stop: () => void }>({ point: null, stop: () => undefined });
  return {
    follow(isFollowing: boolean) {
      state.current.stop();
      state.current.point = null;
      if (!isFollowing) return;
      const remember = (event: PointerEvent) => {
        state.current.point = { x: event.clientX, y: event.clientY };
      };
      window.addEventListener('pointermove', remember, { capture: true });
      state.current.stop = () => window.removeEventListener('pointermove', remember, { capture: true });
    },
    at: () => state.current.point,
  };
}

/** Reads where the canvas's containers and nodes stand now and finds the place; the line is given in canvas pixels. */
function targetAt(point: Point, moving: NodePath | null) {
  const canvas = document.querySelector('[data-canvas]');
  if (canvas === null) return null;
  const containers = [...canvas.querySelectorAll<HTMLElement>('[data-container]')].map((element): Container => {
    const children = [...element.children].filter((child) => child.hasAttribute('data-node'));
    return {
      path: pathIn(element.dataset['container'] ?? ''),
      box: element.getBoundingClientRect(),
      columns: Number(element.dataset['columns'] ?? 1),
      children: children.map((child) => child.getBoundingClientRect()),
    };
  });
  const target = dropTarget(containers, point, moving);
  if (target === null) return null;
  const origin = canvas.getBoundingClientRect();
  const { left, top, width, height } = target.line;
  return { place: target.place, line: { left: left - origin.left, top: top - origin.top, width, height } };
}

function pathIn(address: string): NodePath {
  return address === '' ? [] : address.split('.').map(Number);
}
