import type { Problem } from '@tangram/schema';
import { Switch } from 'antd';
import { type ReactNode, useId } from 'react';
import styles from './Properties.module.css';

/** One property: its title above what edits it, its problem and help below. */
export function Row({
  title,
  help,
  problem,
  children,
}: {
  title: string;
  help?: string;
  problem?: Problem | undefined;
  children: ReactNode | ((id: string) => ReactNode);
}) {
  const id = useId();
  return (
    <div>
      <label className={styles['label']} htmlFor={id}>
        {title}
      </label>
      {typeof children === 'function' ? children(id) : children}
      {problem !== undefined && (
        <div className={styles['problem']} role="alert">
          {problem.message}
        </div>
      )}
      {help !== undefined && <div className={styles['help']}>{help}</div>}
    </div>
  );
}

export function SwitchRow({
  title,
  value,
  disabled = false,
  onChange,
}: {
  title: string;
  value: boolean;
  disabled?: boolean;
  onChange: (value: boolean) => void;
}) {
  const id = useId();
  return (
    <div className={styles['switch']}>
      <label htmlFor={id}>{title}</label>
      <Switch id={id} checked={value} disabled={disabled} onChange={onChange} />
    </div>
  );
}
