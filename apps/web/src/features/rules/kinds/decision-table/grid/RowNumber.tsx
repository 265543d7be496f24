import { HolderOutlined } from '@ant-design/icons';
import type { useSortable } from '@dnd-kit/sortable';
import type { TableRow } from '@tangram/schema';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesigner } from '../../../designer-context.ts';
import styles from './TableGrid.module.css';
import { findingIcons } from '../health/FindingList.tsx';
import { useTable } from '../table-context.ts';
import { RowMenu } from './RowMenu.tsx';

/** The beginning of a row: what drags it, its number with what was found about it, and its menu. */
export function RowNumber({
  row,
  index,
  drag: { attributes, listeners },
}: {
  row: TableRow;
  index: number;
  drag: Pick<ReturnType<typeof useSortable>, 'attributes' | 'listeners'>;
}) {
  const { t } = useTranslation('rules');
  const { designer } = useDesigner();
  const { findings } = useTable();
  const finding = findings.find(({ rows, kind }) => kind !== 'unclear' && rows.includes(row.key));
  const Icon = finding === undefined ? null : findingIcons[finding.kind];
  return (
    <div role="rowheader" className={styles['number']} data-finding={finding?.kind}>
      <button type="button" className={styles['handle']} aria-label={t('drag')} {...attributes} {...listeners}>
        <HolderOutlined />
      </button>
      <Tooltip title={finding?.problem.message}>
        <button
          type="button"
          className={styles['rowName']}
          aria-label={t('table.row', { number: index + 1 })}
          onClick={() => designer.getState().select({ type: 'part', part: 'rows', index })}
        >
          {index + 1}
          {Icon !== null && <Icon />}
        </button>
      </Tooltip>
      <RowMenu row={row} index={index} />
    </div>
  );
}
