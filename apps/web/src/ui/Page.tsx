import type { ReactNode } from 'react';
import styles from './Page.module.css';

/** The body of an ordinary page: one column of comfortable width (`narrow`, `wide`) that scrolls as a whole. */
export function Page({ width = 'wide', children }: { width?: 'narrow' | 'wide'; children: ReactNode }) {
  return (
    <div className={styles['scroll']}>
      <div className={`${styles['column']} ${width === 'narrow' ? styles['narrow'] : ''}`}>{children}</div>
    </div>
  );
}
