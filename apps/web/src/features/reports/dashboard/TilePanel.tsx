import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import type { AppForMember } from '@tangram/client';
import { gridColumns } from '@tangram/reports';
import type { Tile } from '@tangram/schema';
import { Button, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useText } from '../../../app/i18n.ts';
import styles from '../designer/designer.module.css';
import { changeTile, type DashboardEdit } from './dashboard-edits.ts';

/** The selected tile: which report, where, how large; the same as with the mouse, for the keyboard. */
export function TilePanel({
  app,
  model,
  tile,
  edit,
  onRemove,
}: {
  app: string;
  model: AppForMember;
  tile: Tile;
  edit: DashboardEdit;
  onRemove: () => void;
}) {
  const { t } = useTranslation('reports');
  const text = useText();
  const change = (next: Partial<Omit<Tile, 'id'>>) =>
    edit('change', (before) => changeTile(before, tile.id, next), `tile:${tile.id}`);
  const place = (name: 'x' | 'y' | 'width' | 'height', least: number, most: number) => (
    <label>
      {t(`designer.place.${name}`)}
      <InputNumber
        min={least}
        max={most}
        precision={0}
        value={tile[name]}
        onChange={(value) => value !== null && change({ [name]: value })}
      />
    </label>
  );
  return (
    <div className={`${styles['panel']}`}>
      <label>
        {t('designer.reportOfTile')}
        <Select
          value={tile.report}
          options={Object.entries(model.reports).map(([value, report]) => ({ value, label: text(report.title) }))}
          onChange={(report) => change({ report })}
        />
      </label>
      {place('x', 0, gridColumns - tile.width)}
      {place('y', 0, 1000)}
      {place('width', 2, gridColumns - tile.x)}
      {place('height', 2, 40)}
      <Link to={`/apps/${encodeURIComponent(app)}/design/reports/${encodeURIComponent(tile.report)}`}>
        <Button icon={<EditOutlined />}>{t('designer.editReport')}</Button>
      </Link>
      <Button danger icon={<DeleteOutlined />} onClick={onRemove}>
        {t('designer.removeTile')}
      </Button>
    </div>
  );
}
