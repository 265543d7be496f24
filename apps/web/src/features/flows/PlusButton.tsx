import { PlusOutlined } from '@ant-design/icons';
import { nodeTypeNamed } from '@tangram/flows';
import { Popover } from 'antd';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesigner } from './designer-context.ts';
import type { Place } from './flow-edits.ts';
import { StepMenu } from './StepMenu.tsx';
import { useAddStep } from './useAddStep.ts';

/** Adds a step here: click for the menu, or drop one from the palette. */
export function PlusButton({ place, className, style }: { place: Place; className: string; style?: CSSProperties }) {
  const { t } = useTranslation('flows');
  const { designer } = useDesigner();
  const addStep = useAddStep();
  const dragged = useStore(designer, (state) => state.dragged);
  const [isOpen, setIsOpen] = useState(false);
  const [isOver, setIsOver] = useState(false);
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
        type="button"
        className={`${className} nopan nodrag`}
        {...(style === undefined ? {} : { style })}
        aria-label={t('insertHere')}
        data-inviting={takes}
        data-over={isOver}
        onClick={(event) => event.stopPropagation()}
        onDragOver={(event) => {
          if (!takes) return;
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setIsOver(false);
          if (takes && dragged !== null) addStep(place, dragged);
        }}
      >
        <PlusOutlined />
      </button>
    </Popover>
  );
}

/** A step that leads nowhere would cut off what follows, so it can only come last. */
export function canStandAt(place: Place, type: string): boolean {
  const known = nodeTypeNamed(type);
  if (known === undefined || known.trigger !== undefined) return false;
  return place.type === 'output' || known.outputs({}).length > 0;
}

