import { useText } from '../../../app/i18n.ts';
import { Icon, iconTitles } from '../../Icon.tsx';
import type { WidgetProps } from '../surroundings.ts';
import styles from './widgets.module.css';

/** A name of the product's icon set. */
export function IconWidget({ value, onChange }: Pick<WidgetProps, 'value' | 'onChange'>) {
  const text = useText();
  return (
    <div className={styles['icons']} role="radiogroup">
      {Object.entries(iconTitles).map(([name, title]) => (
        <button
          key={name}
          type="button"
          role="radio"
          aria-checked={value === name}
          aria-label={text(title)}
          className={styles['icon']}
          onClick={() => onChange(value === name ? undefined : name)}
        >
          <Icon name={name} />
        </button>
      ))}
    </div>
  );
}
