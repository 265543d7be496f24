import {
  ColumnHeightOutlined,
  DownloadOutlined,
  EditOutlined,
  ImportOutlined,
  MoreOutlined,
  QrcodeOutlined,
  SearchOutlined,
} from '@ant-design/icons';
import type { AppForMember, FormAccess, ListQuery } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import type { ViewDefinition } from '@tangram/schema';
import { Button, Dropdown, Input, type MenuProps, Select, Tabs, Tooltip } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { client } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { useMe } from '../../app/session.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useFormat } from '../../ui/useFormat.ts';
import { useIsPhone } from '../../ui/useIsPhone.ts';
import { FilterButton } from './filter/FilterButton.tsx';
import type { ColumnChoice, GridColumn } from './grid/grid-columns.ts';
import { ColumnsButton } from './grid/ColumnsButton.tsx';
import { type Density, densities } from './grid/RecordGrid.tsx';
import styles from './ListHeader.module.css';
import { PublicPageDialog } from './PublicPageDialog.tsx';
import type { RecordListState } from './record-list.ts';
import type { ViewAddress } from './view-address.ts';

export interface ListHeaderProps {
  readonly app: AppForMember;
  readonly form: FormModel;
  readonly access: FormAccess;
  readonly views: readonly ViewDefinition[];
  readonly view: ViewDefinition | undefined;
  readonly address: ViewAddress;
  readonly onGo: (changes: Partial<ViewAddress>) => void;
  readonly query: ListQuery;
  readonly count: RecordListState['count'];
  readonly columns: readonly GridColumn[];
  readonly onColumns: (choice: ColumnChoice | undefined) => void;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
  readonly newButton: ReactNode;
}

/** Above the records: name and count, views, search, filter, columns, row height, and what can be done with all of them. */
export function ListHeader(props: ListHeaderProps) {
  const { form, access, views, view, address, onGo, count, density } = props;
  const { t } = useTranslation('records');
  const text = useText();
  const format = useFormat();
  const isPhone = useIsPhone();
  const title = text(form.definition.form.title);
  const counted =
    count === undefined
      ? ' '
      : t(count.isCapped ? 'countCapped' : 'count', { count: format.number(count.value) as never });
  const goTo = (key: string) => onGo({ view: key === views[0]?.key ? undefined : key, sort: undefined });
  return (
    <PageHeader
      title={title}
      text={counted}
      actions={
        <>
          {props.newButton}
          <MoreMenu {...props} />
        </>
      }
    >
      {views.length > 1 && isPhone && (
        // A row of tabs that does not fit would hide some behind a menu.
        <Select
          aria-label={t('views')}
          variant="filled"
          value={view?.key ?? ''}
          onChange={goTo}
          options={views.map((one) => ({ value: one.key, label: text(one.title) }))}
        />
      )}
      {views.length > 1 && !isPhone && (
        <Tabs
          className={styles['views'] ?? ''}
          activeKey={view?.key ?? ''}
          onChange={goTo}
          items={views.map((one) => ({ key: one.key, label: text(one.title) }))}
        />
      )}
      <div className={styles['tools']} data-tabs={views.length > 1 && !isPhone}>
        <SearchBox key={view?.key} value={address.search} onChange={(search) => onGo({ search })} />
        <FilterButton form={form} value={address.filter} onChange={(filter) => onGo({ filter })} />
        <div className={styles['space']} />
        {!isPhone && (
          <>
            <ColumnsButton form={form} access={access} columns={props.columns} onChange={props.onColumns} />
            <Dropdown
              trigger={['click']}
              menu={{
                selectedKeys: [density],
                items: (Object.keys(densities) as Density[]).map((key) => ({ key, label: t(`grid.${key}`) })),
                onClick: ({ key }) => props.onDensity(key as Density),
              }}
            >
              <Tooltip title={t('grid.density')}>
                <Button type="text" icon={<ColumnHeightOutlined />} aria-label={t('grid.density')} />
              </Tooltip>
            </Dropdown>
          </>
        )}
      </div>
    </PageHeader>
  );
}

/** Waits for a pause in typing; an input method's unfinished text is not searched for. */
function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('records');
  const [typed, setTyped] = useState(value);
  const [isComposing, setComposing] = useState(false);
  useEffect(() => {
    if (isComposing || typed === value) return;
    const timer = setTimeout(() => onChange(typed), 250);
    return () => clearTimeout(timer);
  }, [typed, value, isComposing, onChange]);
  return (
    <Input
      className={styles['search'] ?? ''}
      variant="filled"
      allowClear
      prefix={<SearchOutlined />}
      placeholder={t('search')}
      aria-label={t('search')}
      value={typed}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

function MoreMenu({ form, access, query }: ListHeaderProps) {
  const { t } = useTranslation('records');
  const navigate = useNavigate();
  const me = useMe();
  const [isPublicOpen, setPublicOpen] = useState(false);
  const may = (operation: FormAccess['operations'][number]) => access.operations.includes(operation);
  const file = (format: 'csv' | 'xlsx', label: string) => (
    <a href={client.records.exportUrl(form.app, form.key, { ...query, format })} download>
      {label}
    </a>
  );
  const items: NonNullable<MenuProps['items']> = [
    ...(may('import') ? [{ key: 'import', icon: <ImportOutlined />, label: t('import') }] : []),
    ...(may('export')
      ? [
          {
            key: 'export',
            icon: <DownloadOutlined />,
            label: t('export'),
            children: [
              { key: 'xlsx', label: file('xlsx', t('exportXlsx')) },
              { key: 'csv', label: file('csv', t('exportCsv')) },
            ],
          },
        ]
      : []),
    { key: 'public', icon: <QrcodeOutlined />, label: t('publicPage') },
    ...(me.isAdministrator
      ? [{ type: 'divider' as const }, { key: 'design', icon: <EditOutlined />, label: t('designForm') }]
      : []),
  ];
  const base = `/apps/${encodeURIComponent(form.app)}`;
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items,
          onClick: ({ key }) => {
            if (key === 'import') void navigate(`${base}/import/${encodeURIComponent(form.key)}`);
            else if (key === 'design') void navigate(`${base}/design/forms/${encodeURIComponent(form.key)}`);
            else if (key === 'public') setPublicOpen(true);
          },
        }}
      >
        <Button type="text" icon={<MoreOutlined />} aria-label={t('more')} />
      </Dropdown>
      {isPublicOpen && <PublicPageDialog form={form} onClose={() => setPublicOpen(false)} />}
    </>
  );
}
