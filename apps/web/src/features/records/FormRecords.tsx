import { PlusOutlined } from '@ant-design/icons';
import type { ListQuery, Row } from '@tangram/client';
import { FieldSurroundingsProvider } from '@tangram/forms/view';
import type { JsonValue, RecordValues } from '@tangram/schema';
import { App, Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useStore } from 'zustand';
import { problemsToShow } from '../../app/client.ts';
import { useLanguage, useText } from '../../app/i18n.ts';
import { useMe } from '../../app/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { useIsPhone } from '../../ui/useIsPhone.ts';
import { useFieldSurroundingsOf } from '../forms/index.ts';
import { BulkBar } from './BulkBar.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { bothFilters } from './both-filters.ts';
import styles from './FormRecords.module.css';
import { cellWrite } from './grid/cell-write.ts';
import { useColumnChoice } from './grid/column-choice.ts';
import { columnsOf, type GridColumn } from './grid/grid-columns.ts';
import { createGridStore } from './grid/grid-store.ts';
import { type Density, RecordGrid } from './grid/RecordGrid.tsx';
import { ListHeader } from './ListHeader.tsx';
import { NewRecordDrawer } from './NewRecordDrawer.tsx';
import { RecordCards } from './RecordCards.tsx';
import type { FormOf } from './useFormOf.ts';
import { useRecordList } from './useRecordList.ts';
import { type Conflict, useRecordWriter } from './useRecordWriter.ts';
import { readViewAddress, sortAfterClick, withViewAddress } from './view-address.ts';

const densityKey = 'tangram.density';

/** Views as tabs, search, filter, sort; the grid (cards on a phone); a new record at the side; many at once below. */
export function FormRecords({ app, form, access }: FormOf) {
  const { t } = useTranslation('records');
  const text = useText();
  const language = useLanguage();
  const me = useMe();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [params, setParams] = useSearchParams();
  const address = useMemo(() => readViewAddress(params), [params]);
  const views = form.definition.form.views ?? [];
  const view = views.find((one) => one.key === address.view) ?? views[0];
  const [choice, chooseColumns] = useColumnChoice(form.app, form.key, view?.key ?? '');
  const [density, setDensity] = useState<Density>(
    () => (localStorage.getItem(densityKey) as Density | null) ?? 'middle',
  );
  const [grid] = useState(createGridStore);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const columns = useMemo(() => columnsOf(form, access, view, choice), [form, access, view, choice]);
  const sort = address.sort ?? view?.sort;
  const query = useMemo((): ListQuery => {
    const filter = bothFilters(view?.filter, address.filter);
    const named = new Set([
      ...columns.map((column) => column.field.key),
      ...(form.titleField === null ? [] : [form.titleField]),
    ]);
    if (form.definition.form.stageField !== undefined) named.add(form.definition.form.stageField);
    return {
      fields: [...named],
      ...(filter === '' ? {} : { filter }),
      ...(sort === undefined ? {} : { sort }),
      ...(address.search === '' ? {} : { search: address.search }),
    };
  }, [view, address, form, columns, sort]);
  const { list, onRange } = useRecordList(form.app, form.key, query);
  const rows = useStore(list, (state) => state.rows);
  const { isLoading, error, count } = useStore(list);
  const writer = useRecordWriter(form, list, setConflict);

  const zone = me.workspace.zone;
  const write = useCallback(
    (row: Row, column: GridColumn, value: JsonValue): string | undefined => {
      const { key } = column.field;
      const asked = cellWrite(column.field, row[key] ?? null, value, { language, zone });
      if (asked.type === 'refused') return [asked.problem.message, asked.problem.hint].filter(Boolean).join(' ');
      if (asked.type === 'write') void writer.write(row.id, { [key]: asked.value }, { [key]: asked.shown });
      return undefined;
    },
    [writer, language, zone],
  );
  const open = useCallback(
    (row: Row) =>
      void navigate(`/apps/${encodeURIComponent(form.app)}/forms/${encodeURIComponent(form.key)}/${row.id}`),
    [navigate, form],
  );
  const go = useCallback(
    (changes: Parameters<typeof withViewAddress>[1]) =>
      setParams((now) => withViewAddress(now, changes), { replace: true }),
    [setParams],
  );
  const setSort = useCallback((field: string) => go({ sort: sortAfterClick(address.sort, field) }), [go, address.sort]);
  const resize = useCallback(
    (field: string, width: number) =>
      chooseColumns({
        shown: columns.map((column) => column.field.key),
        widths: { ...choice?.widths, [field]: width },
      }),
    [chooseColumns, columns, choice],
  );
  const startNew = (on: boolean) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (on) next.set('new', '');
        else next.delete('new');
        return next;
      },
      { replace: true },
    );

  const surroundings = useFieldSurroundingsOf(form.app);
  const mayCreate = access.operations.includes('create');
  const isNarrowed = address.search !== '' || address.filter !== '';
  const newButton = mayCreate && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => startNew(true)}>
      {t('new')}
    </Button>
  );
  return (
    <FieldSurroundingsProvider value={surroundings}>
      <div className={styles['page']}>
        <ListHeader
          app={app}
          form={form}
          access={access}
          views={views}
          view={view}
          address={address}
          onGo={go}
          query={query}
          count={count}
          columns={columns}
          onColumns={chooseColumns}
          density={density}
          onDensity={(next) => {
            localStorage.setItem(densityKey, next);
            setDensity(next);
          }}
          newButton={newButton}
        />
        <div className={styles['body']}>
          {error !== null ? (
            <EmptyState
              title={t('loadFailed')}
              actions={
                <>
                  <ProblemList problems={problemsToShow(error)} />
                  <Button onClick={() => void list.getState().start()}>{t('retry')}</Button>
                  {isNarrowed && <Button onClick={() => go({ search: '', filter: '' })}>{t('clear')}</Button>}
                </>
              }
            />
          ) : rows.length === 0 && isLoading ? (
            <RowsSkeleton rows={12} />
          ) : rows.length === 0 ? (
            <EmptyState
              title={t(isNarrowed ? 'nothing' : 'empty')}
              text={t(isNarrowed ? 'nothingText' : 'emptyText')}
              actions={
                isNarrowed ? (
                  <Button onClick={() => go({ search: '', filter: '' })}>{t('clear')}</Button>
                ) : (
                  <>
                    {newButton}
                    {access.operations.includes('import') && (
                      <Button
                        onClick={() =>
                          void navigate(`/apps/${encodeURIComponent(form.app)}/import/${encodeURIComponent(form.key)}`)
                        }
                      >
                        {t('import')}
                      </Button>
                    )}
                  </>
                )
              }
            />
          ) : isPhone ? (
            <RecordCards form={form} rows={rows} columns={columns} onOpen={open} onRange={onRange} />
          ) : (
            <RecordGrid
              rows={rows}
              columns={columns}
              store={grid}
              density={density}
              sort={sort}
              onSort={setSort}
              onWrite={write}
              onOpen={open}
              onResize={resize}
              onRange={onRange}
              label={text(form.definition.form.title)}
            />
          )}
        </div>
        {!isPhone && <BulkBar form={form} access={access} grid={grid} list={list} />}
        {params.has('new') && (
          <NewRecordDrawer
            form={form}
            access={access}
            onClose={() => startNew(false)}
            onCreated={() => {
              void message.success(t('record.created'));
              void list.getState().start();
            }}
          />
        )}
        {conflict !== null && (
          <ConflictDialog
            form={form}
            mine={conflict.values}
            theirs={conflict.theirs}
            onKeepTheirs={() => {
              list
                .getState()
                .put({ ...list.getState().rows.find((row) => row.id === conflict.theirs.id), ...conflict.theirs });
              setConflict(null);
            }}
            onKeepMine={() => {
              list
                .getState()
                .put({ ...list.getState().rows.find((row) => row.id === conflict.theirs.id), ...conflict.theirs });
              void writer.write(conflict.theirs.id, conflict.values, conflict.values as RecordValues);
              setConflict(null);
            }}
          />
        )}
      </div>
    </FieldSurroundingsProvider>
  );
}
