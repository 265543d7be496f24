import { RollbackOutlined } from '@ant-design/icons';
import { nodeGroups, nodeTypes } from '@tangram/flows';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../app/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useDesigner } from './designer-context.ts';
import { canStandAt, connect, type Place } from './flow-edits.ts';
import styles from './FlowPicture.module.css';
import { titleOfNode } from './flow-words.ts';
import { useAddStep } from './useAddStep.ts';

/** What can be put at a plus: a new step, a branch at the same time, or a way to a step that is there. */
export function StepMenu({ place, onDone }: { place: Place; onDone: () => void }) {
  const { t } = useTranslation('flows');
  const text = useText();
  const { flow, language, designer } = useDesigner();
  const addStep = useAddStep();
  const [isParallel, setIsParallel] = useState(false);
  const edge = place.type === 'edge' ? flow.edges.find((one) => one.id === place.edge) : undefined;
  const beside: Place | undefined =
    edge === undefined ? undefined : { type: 'output', node: edge.source, output: edge.output };
  const target = isParallel && beside !== undefined ? beside : place;
  const others =
    target.type === 'output'
      ? flow.nodes.filter((node) => node.id !== flow.nodes[0]?.id && node.id !== target.node)
      : [];
  return (
    <div className={styles['menu']}>
      {beside !== undefined && (
        <Segmented
          size="small"
          block
          aria-label={t('inserting.title')}
          value={isParallel ? 'parallel' : 'insert'}
          options={(['insert', 'parallel'] as const).map((value) => ({ value, label: t(`inserting.${value}`) }))}
          onChange={(value) => setIsParallel(value === 'parallel')}
        />
      )}
      {nodeGroups.map((group) => {
        const types = nodeTypes.filter((type) => type.group === group.key && canStandAt(target, type.type));
        if (types.length === 0) return null;
        return (
          <section key={group.key}>
            <h4>{text(group.title)}</h4>
            {types.map((type) => (
              <button
                key={type.type}
                type="button"
                className={styles['item']}
                data-group={type.group}
                style={{ width: '100%' }}
                onClick={() => {
                  addStep(target, type.type);
                  onDone();
                }}
              >
                <span className={styles['icon']}>
                  <Icon name={type.icon} />
                </span>
                <span>{text(type.title)}</span>
              </button>
            ))}
          </section>
        );
      })}
      {target.type === 'output' && others.length > 0 && (
        <section>
          <h4>{t('goTo')}</h4>
          {others.map((node) => (
            <button
              key={node.id}
              type="button"
              className={styles['item']}
              style={{ width: '100%' }}
              onClick={() => {
                designer.getState().edit(t('edits.connect'), connect(target.node, target.output, node.id));
                onDone();
              }}
            >
              <span className={styles['icon']}>
                <RollbackOutlined />
              </span>
              <span>{titleOfNode(node, language)}</span>
            </button>
          ))}
        </section>
      )}
    </div>
  );
}
