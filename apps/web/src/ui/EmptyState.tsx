import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';
import { Tangram } from './Tangram.tsx';

/** An empty place: what it is for, and the next step. */
export function EmptyState({
  title,
  text,
  actions,
  figure = 'sailboat',
  small = false,
}: {
  title: string;
  text?: string;
  actions?: ReactNode;
  figure?: 'square' | 'sailboat' | 'house';
  small?: boolean;
}) {
  return (
    <div className={small ? `${styles['empty']} ${styles['small']}` : styles['empty']}>
      <Tangram figure={figure} size={small ? 56 : 96} />
      <h2>{title}</h2>
      {text !== undefined && <p>{text}</p>}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
