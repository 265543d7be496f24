import { AuditOutlined, CheckSquareOutlined } from '@ant-design/icons';
import type { Task } from '@tangram/flows';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../app/i18n.ts';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './Inbox.module.css';

/** Tasks, one per line: what, about which record, until when. */
export function TaskList({
  tasks,
  chosen,
  tab,
  onChoose,
}: {
  tasks: readonly Task[];
  chosen: string | null;
  tab: 'open' | 'done';
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('inbox');
  const text = useText();
  const format = useFormat();
  return (
    <ul className={styles['list']}>
      {tasks.map((task) => (
        <li key={task.id}>
          <button type="button" aria-current={task.id === chosen} onClick={() => onChoose(task.id)}>
            <span className={styles['kind']} data-kind={task.kind}>
              {task.kind === 'approval' ? <AuditOutlined /> : <CheckSquareOutlined />}
            </span>
            <span className={styles['words']}>
              <strong>{text(task.title)}</strong>
              <span>
                {task.record.title ?? text(task.flow_title)}
                {' · '}
                {text(task.flow_title)}
              </span>
            </span>
            {tab === 'done' ? (
              <time dateTime={task.handled_at ?? task.created_at}>
                {t('handled', {
                  action: t(`outcomes.${task.outcome ?? 'complete'}`),
                  when: format.ago(task.handled_at ?? task.created_at),
                })}
              </time>
            ) : (
              <Due task={task} />
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

export function Due({ task }: { task: Task }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const [now] = useState(() => new Date());
  if (task.due_at === null || task.state !== 'open') return null;
  const isLate = new Date(task.due_at) < now;
  return (
    <time dateTime={task.due_at} data-late={isLate}>
      {t(isLate ? 'overdue' : 'due', { when: format.ago(task.due_at) })}
    </time>
  );
}
