import { PlusOutlined } from '@ant-design/icons';
import { useDroppable } from '@dnd-kit/core';
import { Popover } from 'antd';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesigner } from './designer-context.ts';
import { canStandAt, type Place } from './flow-edits.ts';
import { StepMenu } from './StepMenu.tsx';

/** Adds a step here: click for the menu, or drop one from the palette. */
export function PlusButton({ place, className, style }: { place: Place; className: string; style?: CSSProperties }) {
  const { t } = useTranslation('flows');
  const { designer } = useDesigner();
  const dragged = useStore(designer, (state) => state.dragged);
  const [isOpen, setIsOpen] = useState(false);
  const { setNodeRef, isOver } = useDroppable({
    id: place.type === 'edge' ? place.edge : `${place.node}+${place.output}`,
    data: { place },
  });
  const takes = dragged !== null && canStandAt(place, dragged);
  return (
    <Popover
      trigger="click"
      placement="right"
      arrow={false}
      open={isOpen}
      onOpenChange={setIsOpen}
      content={<StepMenu place={place} onDone={() => setIsOpen(false)} />}
    >
      <button
        ref={setNodeRef}
        type="button"
        className={`${className} nopan nodrag`}
        {...(style === undefined ? {} : { style })}
        aria-label={t('insertHere')}
        data-inviting={takes}
        data-over={isOver && takes}
        onClick={(event) => event.stopPropagation()}
      >
        <PlusOutlined />
      </button>
    </Popover>
  );
}
