import type { Task } from '@tangram/flows';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { useIsPhone } from '../../ui/useIsPhone.ts';
import styles from './Inbox.module.css';
import { NewsList } from './NewsList.tsx';
import { TaskList } from './TaskList.tsx';
import { TaskPane } from './TaskPane.tsx';
import { tasksQuery } from './task-queries.ts';

const tabs = ['open', 'done', 'news'] as const;
type Tab = (typeof tabs)[number];

/** `/inbox?tab=open&task=<id>`: what waits for me, what I did, what I was told. On a phone, one thing at a time. */
export function InboxPage() {
  const { t } = useTranslation('inbox');
  const isPhone = useIsPhone();
  const [params, setParams] = useSearchParams();
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'open';
  const chosen = params.get('task');
  const { data } = useQuery({ ...tasksQuery(tab === 'done' ? 'done' : 'open'), enabled: tab !== 'news' });
  const tasks = data?.rows;
  // On a desk the first one is open by itself; on a phone the list comes first.
  const task = chosen ?? (isPhone || tab === 'news' ? null : (tasks?.[0]?.id ?? null));
  const show = (id: string | null, next: Tab = tab) => setParams({ tab: next, ...(id === null ? {} : { task: id }) });

  const pane =
    task === null ? null : (
      <TaskPane
        key={task}
        id={task}
        {...(isPhone ? { onBack: () => show(null) } : {})}
        onHandled={() => show(following(tasks ?? [], task))}
      />
    );
  if (isPhone && pane !== null) return <div className={styles['phone']}>{pane}</div>;

  const head = (
    <header className={styles['head']}>
      <h1>{t('title')}</h1>
      <Segmented<Tab>
        block
        aria-label={t('title')}
        value={tab}
        options={tabs.map((value) => ({ value, label: t(`tabs.${value}`) }))}
        onChange={(next) => show(null, next)}
      />
    </header>
  );
  if (tab === 'news') {
    return (
      <div className={styles['single']}>
        {head}
        <NewsList />
      </div>
    );
  }
  const list =
    tasks === undefined ? (
      <RowsSkeleton rows={5} />
    ) : (
      <TaskList tasks={tasks} chosen={task} tab={tab} onChoose={(id) => show(id)} />
    );
  const isEmpty = tasks?.length === 0 && chosen === null;
  return (
    <div className={isPhone || isEmpty ? styles['single'] : styles['inbox']}>
      <div className={styles['side']}>
        {head}
        {isEmpty ? (
          <EmptyState
            title={t(tab === 'open' ? 'nothingOpen' : 'nothingDone')}
            text={t(tab === 'open' ? 'nothingOpenText' : 'nothingDoneText')}
            figure="house"
          />
        ) : (
          list
        )}
      </div>
      {!isPhone && !isEmpty && (
        <div className={styles['pane']}>{pane ?? <p className={styles['choose']}>{t('choose')}</p>}</div>
      )}
    </div>
  );
}

/** The task to open when `id` is handled: the one after it, else the one before. */
function following(tasks: readonly Task[], id: string): string | null {
  const at = tasks.findIndex((task) => task.id === id);
  return (tasks[at + 1] ?? tasks[at - 1])?.id ?? null;
}
