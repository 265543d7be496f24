import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch, ThemeSwitch } from '../../app/shell/PersonMenu.tsx';
import { Tangram } from '../../ui/Tangram.tsx';
import styles from './Welcome.module.css';

/** The frame of the pages before signing in: the product at one side, a short form at the other. */
export function Welcome({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const { t } = useTranslation('access');
  return (
    <div className={styles['page']}>
      <section className={styles['picture']}>
        <Tangram size={200} />
        <h2>{t('slogan')}</h2>
        <p>{t('sloganText')}</p>
      </section>
      <main className={styles['form']}>
        <div className={styles['switches']}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <div className={styles['column']}>
          <div className={styles['small']}>
            <Tangram size={48} />
          </div>
          <h1>{title}</h1>
          <p>{text}</p>
          {children}
        </div>
      </main>
    </div>
  );
}
