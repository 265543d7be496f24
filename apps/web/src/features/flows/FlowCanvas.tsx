import { useDroppable } from '@dnd-kit/core';
import { nodeTypes } from '@tangram/flows';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../app/i18n.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useDesigner } from './designer-context.ts';
import { selectionAt } from './flow-designer.ts';
import { canvasId } from './FlowDragging.tsx';
import { FlowPicture } from './FlowPicture.tsx';
import styles from './FlowPicture.module.css';
import { sentenceOfNode } from './flow-words.ts';
import { useAddStep } from './useAddStep.ts';

/** The flow being drawn; while it is empty, the question what starts it. */
export function FlowCanvas() {
  const around = useDesigner();
  const { flow, form, language, names, formNamed, designer, problems } = around;
  const selection = useStore(designer, (state) => state.selection);
  const sentenceOf = useCallback(
    (node: (typeof flow.nodes)[number]) => sentenceOfNode(flow, node, form, { language, names, formNamed }),
    [flow, form, language, names, formNamed],
  );
  const withProblems = useMemo(
    () => new Set(problems.flatMap((problem) => selectionAt(problem.path, flow)?.id ?? [])),
    [problems, flow],
  );
  const { setNodeRef } = useDroppable({ id: canvasId });
  return (
    <div ref={setNodeRef} className={styles['canvas']}>
      {flow.nodes.length === 0 ? (
        <ChooseStart />
      ) : (
        <FlowPicture
          flow={flow}
          language={language}
          sentenceOf={sentenceOf}
          isEditable
          selected={selection}
          onSelect={(next) => designer.getState().select(next)}
          problems={withProblems}
        />
      )}
    </div>
  );
}

function ChooseStart() {
  const { t } = useTranslation('flows');
  const text = useText();
  const { form } = useDesigner();
  const addStep = useAddStep();
  return (
    <div className={styles['start']}>
      <EmptyState
        title={t('empty')}
        text={form === undefined ? t('noForm') : t('emptyText')}
        actions={
          <div className={styles['starts']}>
            {nodeTypes
              .filter((type) => type.trigger !== undefined)
              .map((type) => (
                <button
                  key={type.type}
                  type="button"
                  className={styles['item']}
                  data-group={type.group}
                  disabled={form === undefined}
                  onClick={() => addStep(null, type.type)}
                >
                  <span className={styles['icon']}>
                    <Icon name={type.icon} />
                  </span>
                  <strong>{text(type.title)}</strong>
                  <small>{text(type.description)}</small>
                </button>
              ))}
          </div>
        }
      />
    </div>
  );
}
