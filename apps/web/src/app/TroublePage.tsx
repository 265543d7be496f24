import type { Problem } from '@tangram/schema';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Tangram } from '../ui/Tangram.tsx';
import styles from './TroublePage.module.css';

/** A whole page that says what happened and what can be done about it; never a dead end. */
export function TroublePage({
  title,
  problems,
  onRetry,
}: {
  title?: string;
  problems?: readonly Problem[];
  onRetry?: () => void;
}) {
  const { t } = useTranslation('app');
  return (
    <main className={styles['page']}>
      <Tangram figure="sailboat" size={112} />
      <h1>{title ?? t('trouble.title')}</h1>
      {(problems ?? []).map((problem) => (
        <p key={problem.code + problem.path}>
          {problem.message} {problem.hint}
        </p>
      ))}
      <div className={styles['actions']}>
        {onRetry && (
          <Button type="primary" onClick={onRetry}>
            {t('trouble.retry')}
          </Button>
        )}
        <Link to="/">
          <Button>{t('trouble.home')}</Button>
        </Link>
      </div>
    </main>
  );
}
