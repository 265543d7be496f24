import type { ReactNode } from 'react';
import styles from './PageHeader.module.css';

/** Title of a page, one line about it, and what can be done with the whole of it. */
export function PageHeader({
  title,
  text,
  icon,
  actions,
  children,
}: {
  title: ReactNode;
  text?: ReactNode;
  icon?: ReactNode;
  actions?: ReactNode;
  /** Below the title: tabs, a tool row. */
  children?: ReactNode;
}) {
  return (
    <header className={styles['header']}>
      <div className={styles['row']}>
        {icon}
        <div className={styles['words']}>
          <h1>{title}</h1>
          {text !== undefined && <p>{text}</p>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
      {children}
    </header>
  );
}
