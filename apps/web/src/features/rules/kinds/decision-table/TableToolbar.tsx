import { type DecisionTableRule, hitPolicies, type HitPolicy } from '@tangram/schema';
import { NumberOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesigner } from '../../designer-context.ts';
import styles from './DecisionTable.module.css';
import { DmnMenu } from './dmn/DmnMenu.tsx';
import { useTable } from './table-context.ts';
import { setTable } from './table-edits.ts';

/** What holds for the whole table: which of the rows that match count, and when it runs. */
export function TableToolbar() {
  const { t } = useTranslation('rules');
  const { designer } = useDesigner();
  const { table, reading, coverage, problemsAt } = useTable();
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
      <span className={styles['space']} />
      {coverage.problems.map(({ message }) => (
        <em key={message}>{message}</em>
      ))}
      {coverage.total !== undefined && <span>{t('table.counted', { count: coverage.total })}</span>}
      {table.rows.length > 0 && (
        <Button
          icon={<NumberOutlined />}
          loading={coverage.isLoading}
          aria-pressed={coverage.isAsked}
          disabled={reading.table === null}
          onClick={() => coverage.ask(!coverage.isAsked)}
        >
          {t(coverage.isAsked ? 'table.uncount' : 'table.count')}
        </Button>
      )}
      <DmnMenu />
    </header>
  );
}
