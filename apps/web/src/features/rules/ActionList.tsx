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
import styles from './Rules.module.css';
import { actionsAt, removeAction } from './rule-edits.ts';

/** The actions of a rule or band as sentences, in the order in which they run; more are dropped here. */
export function ActionList({ band, emptyText }: { band: number | null; emptyText: string }) {
  const { rule } = useDesigner();
  const actions = actionsAt(rule, band);
  const data: DragData = { type: 'actions', band };
  const { setNodeRef, isOver } = useDroppable({ id: `actions:${band ?? 'rule'}`, data });
  const ids = actions.map((_, index) => idOf(band, index));
  return (
    <SortableContext items={ids} strategy={verticalListSortingStrategy}>
      <div ref={setNodeRef} className={styles['actions']} data-over={isOver} data-actions={band ?? 'rule'}>
        {actions.map((action, index) => (
          // Actions carry no identity: their place is what they are known by.
          <ActionLine key={ids[index]} action={action} band={band} index={index} />
        ))}
        {actions.length === 0 && <p className={styles['noActions']}>{emptyText}</p>}
      </div>
    </SortableContext>
  );
}

function ActionLine({ action, band, index }: { action: RuleAction; band: number | null; index: number }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const { designer, names, problems } = useDesigner();
  const type = actionTypeNamed(action.type);
  const data: DragData = { type: 'action', place: { band, index }, action: action.type };
  const { setNodeRef, listeners, attributes, transform, transition, isDragging } = useSortable({
    id: idOf(band, index),
    data,
  });
  const isSelected = useStore(
    designer,
    ({ selection }) => selection?.type === 'action' && selection.band === band && selection.index === index,
  );
  const path = band === null ? `/actions/${index}` : `/bands/${band}/actions/${index}`;
  const hasProblem = problems.some((problem) => problem.path === path || problem.path.startsWith(`${path}/`));
  const { select, edit } = designer.getState();
  const remove = () => {
    select(null);
    edit(t('edits.remove'), removeAction({ band, index }));
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
      <button type="button" className={styles['sentence']} onClick={() => select({ type: 'action', band, index })}>
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

function idOf(band: number | null, index: number): string {
  return `action:${band ?? 'rule'}:${index}`;
}
