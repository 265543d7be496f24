import { DeleteOutlined, DownloadOutlined, MoreOutlined, PlusOutlined, SettingOutlined } from '@ant-design/icons';
import type { DefinitionSummary } from '@tangram/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { appQuery } from '../../app/app-query.ts';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { TroublePage } from '../../app/TroublePage.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { AppSettingsDialog } from './AppSettingsDialog.tsx';
import { CreateDefinitionDialog } from './CreateDefinitionDialog.tsx';
import styles from './DesignPage.module.css';
import { type CreatableKind, designerPath, kindsAboutForm } from './new-definition.ts';
import { RemoveAppDialog } from './RemoveAppDialog.tsx';

const kinds: readonly { readonly kind: CreatableKind; readonly icon: string }[] = [
  { kind: 'form', icon: 'form' },
  { kind: 'flow', icon: 'branches' },
  { kind: 'rule', icon: 'thunderbolt' },
  { kind: 'report', icon: 'bar-chart' },
  { kind: 'dashboard', icon: 'dashboard' },
  { kind: 'role', icon: 'safety' },
];

type Dialog = { readonly type: 'create'; readonly kind: CreatableKind } | { readonly type: 'settings' | 'remove' };

/** All definitions of an application, by kind, with their state: the way into every designer. */
export function DesignPage() {
  const { t } = useTranslation('apps');
  const text = useText();
  const { app: key = '' } = useParams();
  const { data: app } = useQuery(appQuery(key));
  const list = useQuery({ queryKey: keys.definitions(key, 'list'), queryFn: () => client.apps.definitions(key) });
  const [dialog, setDialog] = useState<Dialog | null>(null);
  if (list.error !== null) return <TroublePage problems={problemsToShow(list.error)} />;
  const rows = list.data?.rows ?? [];
  const hasForms = rows.some((row) => row.kind === 'form' && row.state !== 'draft');
  const close = () => setDialog(null);
  const title = text(app?.app.title);

  return (
    <Page>
      <PageHeader
        title={t('design.title')}
        text={t('design.text')}
        actions={
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'settings', icon: <SettingOutlined />, label: t('design.settings') },
                {
                  key: 'export',
                  icon: <DownloadOutlined />,
                  label: (
                    <a href={client.apps.exportAppUrl(key)} download>
                      {t('design.export')}
                    </a>
                  ),
                },
                { type: 'divider' },
                { key: 'remove', icon: <DeleteOutlined />, danger: true, label: t('design.removeApp') },
              ],
              onClick: (event) => {
                if (event.key === 'settings' || event.key === 'remove') setDialog({ type: event.key });
              },
            }}
          >
            <Button type="text" icon={<MoreOutlined />} aria-label={t('design.settings')} />
          </Dropdown>
        }
      />
      {list.isPending && <RowsSkeleton />}
      {list.data !== undefined && (
        <div className={styles['kinds']}>
          {kinds.map(({ kind, icon }) => (
            <section key={kind}>
              <header>
                <span className={styles['icon']}>
                  <Icon name={icon} />
                </span>
                <div>
                  <h2>{t(`design.kinds.${kind}`)}</h2>
                  <p>{t(`design.about.${kind}`)}</p>
                </div>
                <Tooltip
                  title={kindsAboutForm.has(kind) && !hasForms ? t('design.needsForm') : t(`design.new.${kind}`)}
                >
                  <Button
                    type="text"
                    icon={<PlusOutlined />}
                    aria-label={t(`design.new.${kind}`)}
                    disabled={kindsAboutForm.has(kind) && !hasForms}
                    onClick={() => setDialog({ type: 'create', kind })}
                  />
                </Tooltip>
              </header>
              <ul>
                {rows
                  .filter((row) => row.kind === kind)
                  .map((row) => (
                    <DefinitionLine key={row.key} app={key} row={row} kind={kind} />
                  ))}
                {!rows.some((row) => row.kind === kind) && <li className={styles['none']}>{t('design.none')}</li>}
              </ul>
            </section>
          ))}
        </div>
      )}
      {dialog?.type === 'create' && <CreateDefinitionDialog app={key} kind={dialog.kind} onClose={close} />}
      {dialog?.type === 'settings' && app !== undefined && <AppSettingsDialog app={app.app} onClose={close} />}
      {dialog?.type === 'remove' && <RemoveAppDialog app={key} title={title} onClose={close} />}
    </Page>
  );
}

function DefinitionLine({ app, row, kind }: { app: string; row: DefinitionSummary; kind: CreatableKind }) {
  const { t } = useTranslation('apps');
  const text = useText();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const name = text(row.title) || row.key;
  const remove = () => {
    modal.confirm({
      title: t('design.removeDefinition', { name }),
      okText: t('design.remove'),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await client.apps.removeDefinition(app, kind, row.key);
          await queries.invalidateQueries({ queryKey: keys.definitions(app) });
          await queries.invalidateQueries({ queryKey: keys.app(app) });
        } catch (error) {
          modal.error({ title: name, content: <ProblemList quiet problems={problemsToShow(error)} /> });
        }
      },
    });
  };
  return (
    <li className={styles['line']}>
      <Link to={designerPath(app, kind, row.key)}>{name}</Link>
      {row.state !== 'published' && <span data-state={row.state}>{t(`design.state.${row.state}`)}</span>}
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t('design.removeDefinition', { name })}
        onClick={remove}
      />
    </li>
  );
}
