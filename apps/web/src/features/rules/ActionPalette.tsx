import { useDraggable } from '@dnd-kit/core';
import { actionTypes, type ActionType, ruleKindOf } from '@tangram/rules';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../app/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useDesigner } from './designer-context.ts';
import type { DragData } from './RuleDragging.tsx';
import styles from './RuleCanvas.module.css';
import { actionsAt, insertAction } from './rule-edits.ts';

/** Every action, to be dragged into the rule or clicked: then it goes to the end of the list that is looked at. */
export function ActionPalette() {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, rule, form } = useDesigner();
  const selection = useStore(designer, (state) => state.selection);
  const list = listLookedAt();
  const add = (type: ActionType) => {
    if (form === undefined || list === undefined) return;
    const place = { list, index: actionsAt(rule, list).length };
    const { edit, select } = designer.getState();
    edit(
      t('edits.add', { name: text(type.title) }),
      insertAction(place, { type: type.type, settings: type.initial(form) }),
    );
    select({ type: 'action', ...place });
  };
  return (
    <div className={styles['palette']}>
      <h3>{t('actions')}</h3>
      {actionTypes.map((type) => (
        <PaletteAction key={type.type} type={type} onAdd={() => add(type)} />
      ))}
      <p>{t('actionsHint')}</p>
    </div>
  );

  /** The list of what is selected, else the rule's first one. */
  function listLookedAt(): string | undefined {
    const lists = ruleKindOf(rule)
      .actions(rule)
      .map((place) => place.path);
    if (selection?.type === 'action') return selection.list;
    if (selection?.type !== 'part') return lists[0];
    return lists.find((list) => list.startsWith(`/${selection.part}/${selection.index}/`)) ?? lists[0];
  }
}

function PaletteAction({ type, onAdd }: { type: ActionType; onAdd: () => void }) {
  const text = useText();
  const data: DragData = { type: 'palette', action: type.type };
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id: `palette:${type.type}`, data });
  return (
    <Tooltip title={text(type.description)} placement="right" mouseEnterDelay={0.5}>
      <button
        ref={setNodeRef}
        type="button"
        className={styles['paletteAction']}
        data-palette={type.type}
        data-dragging={isDragging}
        {...attributes}
        {...listeners}
        onClick={onAdd}
      >
        <Icon name={type.icon} />
        <span>{text(type.title)}</span>
      </button>
    </Tooltip>
  );
}
