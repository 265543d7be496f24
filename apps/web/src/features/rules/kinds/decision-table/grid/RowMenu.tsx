import { MoreOutlined } from '@ant-design/icons';
import type { TableRow } from '@tangram/schema';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDesigner } from '../../../designer-context.ts';
import type { RuleEdit } from '../../../rule-edits.ts';
import { useTable } from '../table-context.ts';
import { changeRow, duplicateRow, insertRow, removeTablePart } from '../table-edits.ts';

/** What can be done with a row. */
export function RowMenu({ row, index }: { row: TableRow; index: number }) {
  const { t } = useTranslation('rules');
  const { designer } = useDesigner();
  const { cursor } = useTable();
  const isOff = row.enabled === false;
  const run = (label: string, edit: RuleEdit, at: number | null) => {
    designer.getState().select(null);
    designer.getState().edit(label, edit);
    cursor.getState().place(at === null ? null : { row: at, column: 0 });
  };
  const items = {
    duplicate: () => run(t('table.menu.duplicate'), duplicateRow(index), index + 1),
    above: () => run(t('table.menu.above'), insertRow(index), index),
    below: () => run(t('table.menu.below'), insertRow(index + 1), index + 1),
    off: () => run(t(isOff ? 'table.menu.on' : 'table.menu.off'), changeRow(index, { enabled: isOff }), index),
    dates: () => designer.getState().select({ type: 'part', part: 'rows', index }),
    remove: () => run(t('edits.remove'), removeTablePart('rows', index), null),
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'duplicate', label: t('table.menu.duplicate') },
          { key: 'above', label: t('table.menu.above') },
          { key: 'below', label: t('table.menu.below') },
          { key: 'off', label: t(isOff ? 'table.menu.on' : 'table.menu.off') },
          { key: 'dates', label: t('table.menu.dates') },
          { type: 'divider' },
          { key: 'remove', label: t('remove'), danger: true },
        ],
        onClick: ({ key }) => items[key as keyof typeof items](),
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<MoreOutlined />}
        aria-label={t('table.menu.open', { number: index + 1 })}
      />
    </Dropdown>
  );
}
