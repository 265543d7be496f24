import {
  BlockOutlined,
  CopyOutlined,
  EyeInvisibleOutlined,
  QuestionCircleOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { CheckCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../../ui/useFormat.ts';
import { useDesigner } from '../../../designer-context.ts';
import styles from '../DecisionTable.module.css';
import { useTable } from '../table-context.ts';
import { insertRow } from '../table-edits.ts';
import type { FindingKind, TableFinding } from './table-findings.ts';

export const findingIcons: Readonly<Record<FindingKind, ComponentType>> = {
  gap: QuestionCircleOutlined,
  overlap: BlockOutlined,
  hidden: EyeInvisibleOutlined,
  alike: CopyOutlined,
  unclear: WarningOutlined,
  stopped: WarningOutlined,
};

/** What is found in the table, under the grid: gaps, rows that match together, rows without effect. */
export function FindingList() {
  const { t } = useTranslation('rules');
  const { table, reading, findings } = useTable();
  if (table.rows.length === 0) return null;
  const told = findings.filter(({ kind }) => kind !== 'unclear');
  return (
    <section className={styles['findings']} aria-label={t('table.health')}>
      {reading.table === null ? (
        <p>{t('table.notRead', { count: reading.problems.length })}</p>
      ) : told.length === 0 ? (
        <p data-good="true">
          <CheckCircleOutlined /> {t('table.healthy')}
        </p>
      ) : (
        <ul>
          {told.map((finding) => (
            <Finding key={`${finding.kind} ${finding.problem.message}`} finding={finding} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Finding({ finding }: { finding: TableFinding }) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const { designer } = useDesigner();
  const { table, cursor, coverage } = useTable();
  const { kind, problem, rows, where } = finding;
  const Icon = findingIcons[kind];
  const hasDefault = table.outputs.some((output) => (output.default ?? '') !== '');
  const covered = where === undefined ? undefined : coverage.gapCount(where);
  const show = () => {
    const row = table.rows.findIndex(({ key }) => key === rows[0]);
    if (row >= 0) cursor.getState().place({ row, column: 0 });
  };
  const fill = () => {
    const at = table.rows.length;
    designer.getState().edit(t('table.fillGap'), insertRow(at, { inputs: where ?? {}, outputs: {} }));
    cursor.getState().place({ row: at, column: table.inputs.length });
  };
  return (
    <li data-kind={kind}>
      <Icon />
      <strong>{t(`table.findings.${kind}`)}</strong>
      <span>
        {problem.message}
        {kind === 'gap' && hasDefault && ` ${t('table.defaultThere')}`}
        {covered !== undefined && (
          <small>
            {' '}
            {t('table.gapCovers', { some: format.number(covered), all: format.number(coverage.total ?? 0) })}
          </small>
        )}
      </span>
      {rows.length > 0 && (
        <Button type="link" size="small" onClick={show}>
          {t('table.showRow')}
        </Button>
      )}
      {kind === 'gap' && (
        <Button type="link" size="small" onClick={fill}>
          {t('table.fillGap')}
        </Button>
      )}
    </li>
  );
}
