import type { Figure } from '@tangram/reports';
import { useTranslation } from 'react-i18next';
import styles from './chart.module.css';

/** Numbers to be read at a glance. */
export function Figures({ figures, onOpen }: { figures: readonly Figure[]; onOpen?: () => void }) {
  const { t } = useTranslation('reports');
  const list = (
    <dl className={styles['figures']} data-count={Math.min(figures.length, 4)}>
      {figures.map((figure) => (
        <div key={figure.key}>
          <dd>{figure.text}</dd>
          <dt>{figure.label}</dt>
        </div>
      ))}
    </dl>
  );
  if (onOpen === undefined) return list;
  return (
    <button type="button" className={styles['figuresButton']} onClick={onOpen} title={t('drill')}>
      {list}
    </button>
  );
}
