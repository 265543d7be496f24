import { Icon, iconNames } from '../../Icon.tsx';
import type { WidgetProps } from '../surroundings.ts';
import styles from './widgets.module.css';

/** A name of the product's icon set. */
export function IconWidget({ value, onChange }: Pick<WidgetProps, 'value' | 'onChange'>) {
  return (
    <div className={styles['icons']} role="radiogroup">
      {iconNames.map((name) => (
        <button
          key={name}
          type="button"
          role="radio"
          aria-checked={value === name}
          aria-label={name}
          className={styles['icon']}
          onClick={() => onChange(value === name ? undefined : name)}
        >
          <Icon name={name} />
        </button>
      ))}
    </div>
  );
}
