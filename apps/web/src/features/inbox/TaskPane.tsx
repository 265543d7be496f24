import { ArrowLeftOutlined, EllipsisOutlined } from '@ant-design/icons';
import { RequestProblems } from '@tangram/client';
import type { Task } from '@tangram/flows';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { RunPath, runQuery } from '../flows/index.ts';
import styles from './Inbox.module.css';
import { RecordFacts } from './RecordFacts.tsx';
import { Due } from './TaskList.tsx';
import { taskQuery } from './task-queries.ts';
import { TransferDialog } from './TransferDialog.tsx';

/** One task on one screen: what is asked, the facts, the path so far, and the buttons that decide it. */
export function TaskPane({ id, onBack, onHandled }: { id: string; onBack?: () => void; onHandled: () => void }) {
  const { t } = useTranslation('inbox');
  const { data: task, error } = useQuery(taskQuery(id));
  if (error !== null) {
    return (
      <div className={styles['task']}>
        <p className={styles['choose']}>{t('gone')}</p>
        <ProblemList problems={problemsToShow(error)} />
        <Button onClick={onBack ?? onHandled}>{t('back')}</Button>
      </div>
    );
  }
  return task === undefined ? (
    <RowsSkeleton />
  ) : (
    <Pane task={task} onHandled={onHandled} {...(onBack === undefined ? {} : { onBack })} />
  );
}

function Pane({ task, onBack, onHandled }: { task: Task; onBack?: () => void; onHandled: () => void }) {
  const { t } = useTranslation('inbox');
  const text = useText();
  const { data: run } = useQuery(runQuery(task.run));
  const isOpen = task.state === 'open';
  return (
    <>
      <div className={styles['task']}>
        <header className={styles['taskHead']}>
          {onBack !== undefined && (
            <Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('back')} onClick={onBack} />
          )}
          <div>
            <p className={styles['over']}>
              {t(`kinds.${task.kind}`)} · {text(task.flow_title)}
              {task.due_at !== null && isOpen && ' · '}
              <Due task={task} />
            </p>
            <h2>{text(task.title)}</h2>
          </div>
        </header>
        {task.body !== null && text(task.body).trim() !== '' && <p className={styles['note']}>{text(task.body)}</p>}
        {!isOpen && task.outcome !== null && (
          <p className={styles['outcome']} data-outcome={task.outcome}>
            {t('byOther', { outcome: t(`outcomes.${task.outcome}`), name: task.handled_by?.name ?? '' })}
            {task.comment !== null && `: ${task.comment}`}
          </p>
        )}
        <section>
          <h3>
            {task.record.title ?? t('facts')}
            <Link to={`/apps/${encodeURIComponent(task.app)}/forms/${encodeURIComponent(task.form)}/${task.record.id}`}>
              {t('openRecord')}
            </Link>
          </h3>
          <RecordFacts app={task.app} form={task.form} record={task.record.id} />
        </section>
        {run !== undefined && (
          <section>
            <h3>
              {t('path')}
              <Link to={`/runs/${task.run}`}>{t('openRun')}</Link>
            </h3>
            <RunPath run={run} />
          </section>
        )}
      </div>
      {isOpen && <Decision task={task} onHandled={onHandled} />}
    </>
  );
}

/** Comment and the big buttons; stays at the bottom of the screen. */
function Decision({ task, onHandled }: { task: Task; onHandled: () => void }) {
  const { t } = useTranslation('inbox');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [comment, setComment] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [isHanding, setIsHanding] = useState(false);
  // The same for every attempt at this decision, so that a request sent twice is done once.
  const request = useRef(crypto.randomUUID());
  const act = useMutation({
    mutationFn: ({ action, to }: { action: string; to?: string }) =>
      client.work.actOnTask(task.id, action as 'approve', {
        request: `${request.current}:${action}`,
        ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
        ...(to === undefined ? {} : { to }),
      }),
    onSuccess: (_, { action }) => {
      void message.success(t(action === 'transfer' ? 'transferDone' : 'done'));
      onHandled();
    },
    onError: (error) => {
      void message.warning(
        problemsToShow(error)
          .map((problem) => problem.message)
          .join(' '),
      );
      // Somebody else was first: what they did is shown in its place.
      if (error instanceof RequestProblems && error.status === 409)
        void queries.invalidateQueries({ queryKey: keys.inbox() });
    },
    onSettled: () => {
      request.current = crypto.randomUUID();
      void queries.invalidateQueries({ queryKey: keys.inbox('open-tasks') });
      void queries.invalidateQueries({ queryKey: keys.inbox('done-tasks') });
    },
  });
  const decide = (action: string) => {
    const needsReason = task.explained.includes(action) && comment.trim() === '';
    setIsMissing(needsReason);
    if (!needsReason) act.mutate({ action });
  };
  return (
    <footer className={styles['decision']}>
      <Input.TextArea
        value={comment}
        placeholder={isMissing ? t('reason') : t('comment')}
        aria-label={t('comment')}
        {...(isMissing ? { status: 'error' as const } : {})}
        autoSize={{ minRows: 1, maxRows: 5 }}
        onChange={({ target }) => setComment(target.value)}
      />
      {isMissing && (
        <p className={styles['missing']} role="alert">
          {t('reason')}
        </p>
      )}
      <div className={styles['buttons']}>
        <Dropdown
          trigger={['click']}
          menu={{ items: [{ key: 'transfer', label: t('transfer') }], onClick: () => setIsHanding(true) }}
        >
          <Button size="large" className={styles['other'] ?? ''} icon={<EllipsisOutlined />} aria-label={t('more')} />
        </Dropdown>
        {[...task.actions].reverse().map((action) => (
          <Button
            key={action}
            size="large"
            className={styles['big'] ?? ''}
            {...(action === 'reject' ? { danger: true } : { type: 'primary' as const })}
            loading={act.isPending && act.variables.action === action}
            disabled={act.isPending}
            onClick={() => decide(action)}
          >
            {t(`actions.${action}`)}
          </Button>
        ))}
      </div>
      {isHanding && (
        <TransferDialog
          onClose={() => setIsHanding(false)}
          onChoose={(to) => {
            setIsHanding(false);
            act.mutate({ action: 'transfer', to });
          }}
        />
      )}
    </footer>
  );
}
