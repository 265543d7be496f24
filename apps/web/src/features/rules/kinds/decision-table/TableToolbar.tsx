import { type DecisionTableRule, hitPolicies, type HitPolicy } from '@tangram/schema';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesigner } from '../../designer-context.ts';
import styles from './DecisionTable.module.css';
import { useTable } from './table-context.ts';
import { setTable } from './table-edits.ts';

/** What holds for the whole table: which of the rows that match count, and when it runs. */
export function TableToolbar() {
  const { t } = useTranslation('rules');
  const { designer } = useDesigner();
  const { table, problemsAt } = useTable();
  const { edit } = designer.getState();
  const [problem] = problemsAt('/hitPolicy');
  return (
    <header className={styles['toolbar']}>
      <label>
        {t('table.policy')}
        <Select<HitPolicy>
          aria-label={t('table.policy')}
          popupMatchSelectWidth={false}
          value={table.hitPolicy}
          {...(problem === undefined ? {} : { status: 'error' })}
          options={hitPolicies.map((policy) => ({ value: policy, label: t(`table.policies.${policy}`) }))}
          onChange={(hitPolicy) => edit(t('edits.settings'), setTable({ hitPolicy }))}
        />
      </label>
      <label>
        {t('table.runs')}
        <Select<DecisionTableRule['runs']>
          aria-label={t('table.runs')}
          popupMatchSelectWidth={false}
          value={table.runs}
          options={[
            { value: 'saved', label: t('table.runsSaved') },
            { value: 'called', label: t('table.runsCalled') },
          ]}
          onChange={(runs) => edit(t('edits.settings'), setTable({ runs }))}
        />
      </label>
      {problem !== undefined && <em>{problem.message}</em>}
    </header>
  );
}
