import type { Figure } from '@tangram/reports';
import { useTranslation } from 'react-i18next';
import styles from './chart.module.css';

/** Numbers to be read at a glance; each opens the records that it counts. */
export function Figures({ figures, onOpen }: { figures: readonly Figure[]; onOpen?: (key: string) => void }) {
  const { t } = useTranslation('reports');
  return (
    <dl className={styles['figures']} data-count={Math.min(figures.length, 4)}>
      {figures.map(({ key, label, text }) => (
        <div key={key}>
          <dd>
            {onOpen === undefined ? (
              text
            ) : (
              <button type="button" aria-label={`${label} ${text}`} title={t('drill')} onClick={() => onOpen(key)}>
                {text}
              </button>
            )}
          </dd>
          <dt>{label}</dt>
        </div>
      ))}
    </dl>
  );
}
