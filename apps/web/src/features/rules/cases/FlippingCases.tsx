import type { CaseReport } from '@tangram/rules';
import { useTranslation } from 'react-i18next';
import styles from '../Why.module.css';
import { CaseList } from './CaseList.tsx';

/** For the publish dialog: the cases that the draft no longer passes. That they are agreed to, the plan asks for. */
export function FlippingCases({ report }: { report: CaseReport }) {
  const { t } = useTranslation('rules');
  if (report.rows.length === 0) return null;
  return (
    <section className={styles['impact']}>
      <h3>{t('cases.title')}</h3>
      <p className={styles['quiet']}>
        {t('cases.passing', { count: report.passing })}
        {report.flipping > 0 && `${t('cases.and')}${t('cases.flipping', { count: report.flipping })}`}
      </p>
      <CaseList rows={report.rows.filter((row) => !row.passes)} />
    </section>
  );
}
