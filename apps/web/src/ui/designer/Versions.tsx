import { HistoryOutlined } from '@ant-design/icons';
import type { DefinitionVersion, VersionChange } from '@tangram/client';
import { type DefinitionKind, type Definitions, type JsonValue, pointerSteps } from '@tangram/schema';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { App, Button, Drawer, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { EmptyState } from '../EmptyState.tsx';
import { ProblemList } from '../ProblemList.tsx';
import { RowsSkeleton } from '../Skeletons.tsx';
import { useFormat } from '../useFormat.ts';
import styles from './Versions.module.css';

interface VersionsProps<Kind extends DefinitionKind> {
  readonly app: string;
  readonly kind: Kind;
  readonly definitionKey: string;
  /** Makes the draft this document, as one edit that can be undone. */
  readonly onRestore: (label: string, definition: Definitions[Kind]) => void;
}

/** The button of a designer's top bar that opens the published versions: who, when, what changed; any can be restored. */
export function Versions<Kind extends DefinitionKind>(props: VersionsProps<Kind>) {
  const { t } = useTranslation('ui');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Tooltip title={t('versions.title')}>
        <Button type="text" icon={<HistoryOutlined />} aria-label={t('versions.title')} onClick={() => setOpen(true)} />
      </Tooltip>
      <Drawer open={isOpen} onClose={() => setOpen(false)} size={480} title={t('versions.title')} destroyOnHidden>
        <VersionList {...props} onRestored={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

function VersionList<Kind extends DefinitionKind>({
  app,
  kind,
  definitionKey,
  onRestore,
  onRestored,
}: VersionsProps<Kind> & { readonly onRestored: () => void }) {
  const { t } = useTranslation('ui');
  const { message } = App.useApp();
  const pages = useInfiniteQuery({
    queryKey: keys.definitions(app, 'versions', kind, definitionKey),
    queryFn: ({ pageParam }) =>
      client.apps.versions(app, kind, definitionKey, pageParam === null ? {} : { before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    retry: false,
    staleTime: 0,
  });
  const restore = useMutation({
    mutationFn: (version: number) => client.apps.version(app, kind, definitionKey, version),
    onSuccess: ({ version, definition }) => {
      onRestore(t('versions.restored', { version }), definition);
      void message.success(t('versions.restored', { version }));
      onRestored();
    },
  });
  const error = restore.error ?? pages.error;
  const rows = (pages.data?.pages ?? []).flatMap((page) => page.rows);
  return (
    <>
      {error !== null && <ProblemList problems={problemsToShow(error)} />}
      {pages.isPending && <RowsSkeleton />}
      {pages.data !== undefined && rows.length === 0 && (
        <EmptyState small title={t('versions.none')} text={t('versions.noneText')} />
      )}
      <ol className={styles['versions']}>
        {rows.map((version) => (
          <Version
            key={version.version}
            version={version}
            isBusy={restore.isPending}
            onRestore={() => restore.mutate(version.version)}
          />
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

function Version({
  version: { version, at, by, changes, changeCount },
  isBusy,
  onRestore,
}: {
  version: DefinitionVersion;
  isBusy: boolean;
  onRestore: () => void;
}) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  return (
    <li>
      <header>
        <strong>{t('versions.version', { version })}</strong>
        <time dateTime={at}>{format.dateTime(at)}</time>
        <span>{by?.title ?? t('versions.product')}</span>
        <Button size="small" disabled={isBusy} onClick={onRestore}>
          {t('versions.restore')}
        </Button>
      </header>
      <ul>
        {changes.map((change) => (
          <li key={`${change.type}${change.path}`}>
            <Change {...change} />
          </li>
        ))}
        {changeCount > changes.length && <li>{t('versions.further', { count: changeCount - changes.length })}</li>}
      </ul>
    </li>
  );
}

function Change({ type, path, title, before, after }: VersionChange) {
  const { t } = useTranslation('ui');
  const text = useText();
  const what = [text(title ?? undefined), pointerSteps(path).at(-1) ?? ''].filter((part) => part !== '').join(' · ');
  if (type !== 'changed' || before === undefined || after === undefined) return t(`versions.${type}`, { what });
  return t('versions.fromTo', { what, before: shown(before), after: shown(after) });

  function shown(value: JsonValue): string {
    const words = value === null ? t('versions.blank') : typeof value === 'string' ? value : JSON.stringify(value);
    return words.length > 60 ? `${words.slice(0, 60)}…` : words;
  }
}
