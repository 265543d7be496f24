import { DeleteOutlined, HolderOutlined } from '@ant-design/icons';
import { useDraggable } from '@dnd-kit/core';
import type { FormDefinition, LayoutNode } from '@tangram/schema';
import { Button, Tooltip } from 'antd';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../../app/i18n.ts';
import type { DraftStore } from '../../../ui/designer/draft-store.ts';
import { drawnAtOnce } from '../record-form/useNear.ts';
import styles from './Canvas.module.css';
import { CanvasField } from './CanvasField.tsx';
import type { FormDesigner } from './designer-store.ts';
import type { NodePath, SectionNode } from './layout-tree.ts';

export interface CanvasProps {
  readonly app: string;
  readonly draft: DraftStore<FormDefinition>;
  readonly designer: FormDesigner;
}

/** The nodes of the form or of one of its sections. */
export function CanvasNodes({
  nodes,
  parent,
  ...props
}: CanvasProps & { nodes: readonly LayoutNode[]; parent: NodePath }) {
  return nodes.map((node, index) => {
    const path = [...parent, index];
    if (node.type === 'section') return <CanvasSection key={`section-${index}`} node={node} path={path} {...props} />;
    const { draft, designer } = props;
    return (
      <CanvasField
        key={node.field}
        fieldKey={node.field}
        span={node.span ?? 1}
        path={path.join('.')}
        isLate={path.some((at) => at >= drawnAtOnce)}
        draft={draft}
        designer={designer}
      />
    );
  });
}

/** A section on the canvas: its title drags it, its columns hold fields and further sections. */
function CanvasSection({ node, path, ...props }: CanvasProps & { node: SectionNode; path: NodePath }) {
  const { t } = useTranslation('forms');
  const text = useText();
  const { designer } = props;
  const address = path.join('.');
  const isSelected = useStore(
    designer,
    ({ selected }) => selected?.type === 'section' && selected.path.join('.') === address,
  );
  const title = text(node.title);
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: `section:${address}`,
    data: { path, title: title || t('canvas.section') },
  });
  const columns = node.columns ?? 1;
  return (
    // The keyboard reaches the section by its handle.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <section
      ref={setNodeRef}
      className={styles['section']}
      data-node={address}
      data-selected={isSelected}
      data-dragging={isDragging}
      onClick={(event) => {
        event.stopPropagation();
        designer.getState().select({ type: 'section', path });
      }}
    >
      <div className={styles['sectionHead']}>
        <button
          ref={setActivatorNodeRef}
          type="button"
          className={styles['handle']}
          aria-label={t('canvas.moveSection', { title })}
          {...attributes}
          {...listeners}
        >
          <HolderOutlined />
          <span>{title || t('canvas.section')}</span>
        </button>
        {isSelected && (
          <Tooltip title={t('canvas.removeSection')}>
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('canvas.removeSection')}
              onClick={(event) => {
                event.stopPropagation();
                designer.getState().remove({ type: 'section', path });
              }}
            />
          </Tooltip>
        )}
      </div>
      <div
        className={styles['sectionNodes']}
        style={{ '--columns': columns } as CSSProperties}
        data-container={address}
        data-columns={columns}
      >
        {node.children.length === 0 && <p className={styles['hint']}>{t('canvas.emptySection')}</p>}
        <CanvasNodes nodes={node.children} parent={path} {...props} />
      </div>
    </section>
  );
}
