import type { FormAccess, Row } from '@tangram/client';
import { type Consent, RequestProblems } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import type { Problem, RecordValues } from '@tangram/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { useStore } from 'zustand';
import { client, problemsToShow } from '../../../app/client.ts';
import { keys } from '../../../app/query-keys.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { RecordForm, type RecordDraft, useRecordDraft } from '../../forms/index.ts';
import { ConflictDialog } from '../ConflictDialog.tsx';
import { grantOf } from '../grid/grid-columns.ts';
import type { Conflict } from '../useRecordWriter.ts';
import { Duplicates, duplicatesAmong } from '../Duplicates.tsx';
import { useEarlyDuplicates } from '../useEarlyDuplicates.ts';
import styles from './RecordDetails.module.css';

/** The record's form, always open for editing; what was changed is saved by one button that comes when it is needed. */
export function RecordDetails({ form, access, row }: { form: FormModel; access: FormAccess; row: Row }) {
  // The draft is made once per record: a refresh must not take away what is being typed.
  const [opened] = useState(row);
  const draft = useRecordDraft(form, opened);
  if (draft === undefined) return null;
  return <Details form={form} access={access} row={row} draft={draft} />;
}

function Details({ form, access, row, draft }: { form: FormModel; access: FormAccess; row: Row; draft: RecordDraft }) {
  const { t } = useTranslation('records');
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const isChanged = useStore(draft, (state) => state.isChanged);
  const [others, setOthers] = useState<readonly Problem[]>([]);
  /** Records like what was to be saved. */
  const [met, setMet] = useState<readonly Problem[]>([]);
  const early = useEarlyDuplicates(form, draft, row.id);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  /** The version that what is shown here was read with. */
  const version = useRef(row.version);

  useEffect(() => {
    if (draft.getState().isChanged || row.version === version.current) return;
    version.current = row.version;
    draft.getState().reset(row);
  }, [row, draft]);

  const take = (saved: Row) => {
    version.current = saved.version;
    early.forget();
    draft.getState().reset(saved);
    queries.setQueryData(keys.records(form.app, form.key, 'one', row.id), saved);
    void queries.invalidateQueries({ queryKey: keys.records(form.app, form.key) });
  };
  const save = useMutation({
    mutationFn: async ({ values, consent }: Saving) => {
      const answer = await client.records.update(form.app, form.key, row.id, values, version.current, consent);
      // The answer may hold fewer fields than the page shows.
      return { ...row, ...answer };
    },
    onSuccess: (saved) => {
      setMet([]);
      take(saved);
      void message.success(t('record.saved'));
    },
    onError: async (error, { values }) => {
      if (error instanceof RequestProblems && error.status === 409) {
        setConflict({ values, theirs: await client.records.get(form.app, form.key, row.id) });
        return;
      }
      const { duplicates, rest } = duplicatesAmong(problemsToShow(error));
      setMet(duplicates);
      setOthers(draft.getState().refuse(rest));
    },
  });
  const submit = (consent: Consent = {}) => {
    setOthers([]);
    setMet([]);
    const values = draft.getState().submit();
    if (values === null) return;
    if (Object.keys(values).length === 0) draft.getState().reset(row);
    else save.mutate({ values, consent });
  };

  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isChanged && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    const dialog = modal.confirm({
      title: t('record.leaveTitle'),
      okText: t('record.leave'),
      cancelText: t('record.stay'),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
    return () => dialog.destroy();
  }, [blocker, modal, t]);

  const mayUpdate = access.operations.includes('update');
  return (
    <>
      {others.length > 0 && (
        <div className={styles['problems']}>
          <ProblemList problems={others} />
        </div>
      )}
      {met.length === 0 ? (
        <Duplicates form={form} problems={early.problems} />
      ) : (
        <Duplicates
          form={form}
          problems={met}
          isBusy={save.isPending}
          onSave={() => submit({ acceptDuplicates: true })}
        />
      )}
      {/* Ctrl+Enter saves from within any field. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        onBlur={early.ask}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) submit();
        }}
      >
        <RecordForm
          form={form}
          draft={draft}
          isHidden={(field) => grantOf(access, field) === 'hidden'}
          isReadOnly={(field) => !mayUpdate || grantOf(access, field) !== 'write'}
        />
      </div>
      {isChanged && (
        <div className={styles['bar']} role="status">
          <span>{t('record.unsaved')}</span>
          <Button
            type="text"
            onClick={() => {
              setOthers([]);
              setMet([]);
              early.forget();
              draft.getState().reset(row);
            }}
          >
            {t('record.discard')}
          </Button>
          <Button type="primary" loading={save.isPending} onClick={() => submit()}>
            {t('record.save')}
          </Button>
        </div>
      )}
      {conflict !== null && (
        <ConflictDialog
          form={form}
          mine={conflict.values}
          theirs={conflict.theirs}
          onKeepTheirs={() => {
            take({ ...row, ...conflict.theirs });
            setConflict(null);
          }}
          onKeepMine={() => {
            version.current = conflict.theirs.version;
            save.mutate({ values: conflict.values, consent: {} });
            setConflict(null);
          }}
        />
      )}
    </>
  );
}

interface Saving {
  readonly values: RecordValues;
  readonly consent: Consent;
}
