import { DeleteOutlined, HolderOutlined } from '@ant-design/icons';
import { useDroppable } from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { actionTypeNamed } from '@tangram/rules';
import type { RuleAction } from '@tangram/schema';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../app/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useDesigner } from './designer-context.ts';
import type { DragData } from './RuleDragging.tsx';
import styles from './RuleCanvas.module.css';
import { actionsAt, removeAction } from './rule-edits.ts';

/** The actions of a rule or band as sentences, in the order in which they run; more are dropped here. */
export function ActionList({ list, emptyText }: { list: string; emptyText: string }) {
  const { rule } = useDesigner();
  const actions = actionsAt(rule, list);
  const data: DragData = { type: 'actions', list };
  const { setNodeRef, isOver } = useDroppable({ id: `actions:${list}`, data });
  const ids = actions.map((_, index) => idOf(list, index));
  return (
    <SortableContext items={ids} strategy={verticalListSortingStrategy}>
      <div ref={setNodeRef} className={styles['actions']} data-over={isOver} data-actions={list}>
        {actions.map((action, index) => (
          // Actions carry no identity: their place is what they are known by.
          <ActionLine key={ids[index]} action={action} list={list} index={index} />
        ))}
        {actions.length === 0 && <p className={styles['noActions']}>{emptyText}</p>}
      </div>
    </SortableContext>
  );
}

function ActionLine({ action, list, index }: { action: RuleAction; list: string; index: number }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, names, problems } = useDesigner();
  const type = actionTypeNamed(action.type);
  const data: DragData = { type: 'action', place: { list, index }, action: action.type };
  const { setNodeRef, listeners, attributes, transform, transition, isDragging } = useSortable({
    id: idOf(list, index),
    data,
  });
  const isSelected = useStore(
    designer,
    ({ selection }) => selection?.type === 'action' && selection.list === list && selection.index === index,
  );
  const path = `${list}/${index}`;
  const hasProblem = problems.some((problem) => problem.path === path || problem.path.startsWith(`${path}/`));
  const { select, edit } = designer.getState();
  const remove = () => {
    select(null);
    edit(t('edits.remove'), removeAction({ list, index }));
  };
  return (
    <div
      ref={setNodeRef}
      className={styles['action']}
      data-selected={isSelected}
      data-problem={hasProblem}
      data-dragging={isDragging}
      data-action={action.type}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button type="button" className={styles['handle']} aria-label={t('drag')} {...attributes} {...listeners}>
        <HolderOutlined />
      </button>
      <button type="button" className={styles['sentence']} onClick={() => select({ type: 'action', list, index })}>
        <Icon name={type?.icon} />
        <span>
          {type === undefined ? action.type : sentenceOf()}
          {hasProblem && <em>{t('unfinished')}</em>}
        </span>
      </button>
      <Tooltip title={t('remove')}>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={`${t('remove')} ${text(type?.title)}`}
          onClick={remove}
        />
      </Tooltip>
    </div>
  );

  /** Settings still being filled in may lack what the sentence names. */
  function sentenceOf(): string {
    try {
      return type?.sentence(action.settings, names) || text(type?.title);
    } catch {
      return text(type?.title);
    }
  }
}

function idOf(list: string, index: number): string {
  return `action:${list}:${index}`;
}
