import type { DecisionTableRule } from '@tangram/schema';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { useDesigner } from '../../designer-context.ts';
import { AddColumn } from './AddColumn.tsx';
import styles from './DecisionTable.module.css';
import { TableGrid } from './grid/TableGrid.tsx';
import { FindingList } from './health/FindingList.tsx';
import { TableContext } from './table-context.ts';
import { TableToolbar } from './TableToolbar.tsx';
import { useTableSurroundings } from './useTableSurroundings.ts';

/** A decision table as a grid: conditions at the left, results at the right, one decision per row. */
export function DecisionTableCanvas() {
  const { rule } = useDesigner();
  return rule.type === 'decision-table' ? <Canvas table={rule} /> : null;
}

function Canvas({ table }: { table: DecisionTableRule }) {
  const { t } = useTranslation('rules');
  const surroundings = useTableSurroundings(table);
  if (surroundings === undefined) return null;
  const isEmpty = table.inputs.length === 0 && table.outputs.length === 0;
  return (
    <TableContext value={surroundings}>
      <div className={styles['canvas']}>
        <TableToolbar />
        {isEmpty ? (
          <EmptyState
            title={t('table.empty')}
            text={t('table.emptyText')}
            actions={
              <>
                <AddColumn side="input" isPrimary />
                <AddColumn side="output" isPrimary />
              </>
            }
          />
        ) : (
          <>
            <TableGrid />
            <FindingList />
          </>
        )}
      </div>
    </TableContext>
  );
}
