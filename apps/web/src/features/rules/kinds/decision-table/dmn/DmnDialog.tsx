import type { DmnImport } from '@tangram/rules/dmn';
import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemList } from '../../../../../ui/ProblemList.tsx';
import { useDesigner } from '../../../designer-context.ts';
import styles from '../DecisionTable.module.css';
import { saidProblem } from '../said-problem.ts';
import { useTable } from '../table-context.ts';
import { replaceTable } from '../table-edits.ts';

/** Which table of a DMN file takes the place of this one, and what of the file could not be taken over. */
export function DmnDialog({ read: { tables, problems }, onClose }: { read: DmnImport; onClose: () => void }) {
  const { t } = useTranslation('rules');
  const { designer, form } = useDesigner();
  const { language } = useTable();
  const [chosen, setChosen] = useState(0);
  const table = tables[chosen]?.table;
  const take = () => {
    const isWritable = (key: string) => {
      const field = form?.fields.get(key);
      return field !== undefined && !field.isSystem && !field.isComputed && !field.isGenerated;
    };
    if (table !== undefined) designer.getState().edit(t('table.dmn.import'), replaceTable(table, isWritable));
    onClose();
  };
  return (
    <Modal
      open
      title={t('table.dmn.import')}
      okText={t('table.dmn.take')}
      okButtonProps={{ disabled: table === undefined }}
      onOk={take}
      onCancel={onClose}
    >
      <div className={styles['dmn']}>
        {tables.length === 0 ? (
          <p>{t('table.dmn.none')}</p>
        ) : (
          <Radio.Group
            vertical
            value={chosen}
            onChange={(event) => setChosen(Number(event.target.value))}
            options={tables.map(({ name, table: { inputs, outputs, rows } }, index) => ({
              value: index,
              label: t('table.dmn.table', {
                name,
                inputs: inputs.length,
                outputs: outputs.length,
                rows: rows.length,
              }),
            }))}
          />
        )}
        <ProblemList quiet problems={problems.map((problem) => saidProblem(problem, language))} />
      </div>
    </Modal>
  );
}
