import { nodeGroups, nodeTypes } from '@tangram/flows';
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
  const { designer, flow } = useDesigner();
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
              <button
                key={type.type}
                type="button"
                className={styles['item']}
                style={{ width: '100%' }}
                data-group={type.group}
                draggable
                title={text(type.description)}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'copy';
                  event.dataTransfer.setData('text/plain', type.type);
                  designer.getState().drag(type.type);
                }}
                onDragEnd={() => designer.getState().drag(null)}
                onClick={() => {
                  if (type.trigger !== undefined) return addStep(null, type.type);
                  const place = plusesOf(flow).at(-1);
                  if (place !== undefined) addStep(place, type.type);
                }}
              >
                <span className={styles['icon']}>
                  <Icon name={type.icon} />
                </span>
                <span>{text(type.title)}</span>
              </button>
            ))}
        </section>
      ))}
    </div>
  );
}
