import { useDraggable } from '@dnd-kit/core';
import { nodeGroups, type NodeType, nodeTypes } from '@tangram/flows';
import { useTranslation } from 'react-i18next';
import { useText } from '../../app/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useDesigner } from './designer-context.ts';
import styles from './FlowPicture.module.css';
import { plusesOf } from './flow-pluses.ts';
import { useAddStep } from './useAddStep.ts';

/** Every step, to drag onto a plus; a click puts it where the flow is still open. */
export function StepPalette() {
  const { t } = useTranslation('flows');
  const text = useText();
  const { flow } = useDesigner();
  const addStep = useAddStep();
  return (
    <div className={styles['palette']}>
      <p className={styles['hint']}>{t('stepsHint')}</p>
      {nodeGroups.map((group) => (
        <section key={group.key}>
          <h3>{text(group.title)}</h3>
          {nodeTypes
            .filter((type) => type.group === group.key)
            .map((type) => (
              <PaletteItem
                key={type.type}
                type={type}
                onAdd={() => {
                  if (type.trigger !== undefined) return addStep(null, type.type);
                  const place = plusesOf(flow).at(-1);
                  if (place !== undefined) addStep(place, type.type);
                }}
              />
            ))}
        </section>
      ))}
    </div>
  );
}

function PaletteItem({ type, onAdd }: { type: NodeType; onAdd: () => void }) {
  const text = useText();
  const { setNodeRef, listeners } = useDraggable({ id: type.type });
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={`${styles['item']} ${styles['grab']}`}
      style={{ width: '100%' }}
      data-group={type.group}
      title={text(type.description)}
      {...listeners}
      onClick={onAdd}
    >
      <span className={styles['icon']}>
        <Icon name={type.icon} />
      </span>
      <span>{text(type.title)}</span>
    </button>
  );
}
