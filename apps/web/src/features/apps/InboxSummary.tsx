import { AuditOutlined, CheckSquareOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useText } from '../../app/i18n.ts';
import { openTasksQuery } from '../../app/shell/inbox-count.ts';
import { useFormat } from '../../ui/useFormat.ts';
import styles from './InboxSummary.module.css';

const shown = 4;

/** The first few tasks and approvals that wait for the person; nothing at all when nothing waits. */
export function InboxSummary() {
  const { t } = useTranslation('apps');
  const text = useText();
  const format = useFormat();
  const { data } = useQuery(openTasksQuery);
  const rows = data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className={styles['inbox']}>
      <header>
        <h2>
          {t('home.inbox')} <span>{rows.length}</span>
        </h2>
        <Link to="/inbox">{t('home.allInbox')}</Link>
      </header>
      <ul>
        {rows.slice(0, shown).map((task) => {
          const isLate = task.due_at !== null && new Date(task.due_at) < new Date();
          return (
            <li key={task.id}>
              <Link to={`/inbox?task=${task.id}`}>
                {task.kind === 'approval' ? <AuditOutlined /> : <CheckSquareOutlined />}
                <strong>{text(task.title)}</strong>
                {/* Most titles name the record already. */}
                <span>{text(task.title).includes(task.record?.title ?? '') ? '' : task.record?.title}</span>
                {task.due_at !== null && (
                  <time dateTime={task.due_at} data-late={isLate}>
                    {t(isLate ? 'home.overdue' : 'home.due', { when: format.ago(task.due_at) })}
                  </time>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
