import type { FormAccess, Row } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import type { Problem, RecordValues } from '@tangram/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { useIsPhone } from '../../ui/useIsPhone.ts';
import { RecordForm, useRecordDraft } from '../forms/index.ts';
import { Duplicates, duplicatesAmong } from './Duplicates.tsx';
import { grantOf } from './grid/grid-columns.ts';
import { useEarlyDuplicates } from './useEarlyDuplicates.ts';

/** A new record at the side of its list; "create and next" keeps the drawer for the one after. */
export function NewRecordDrawer({
  form,
  access,
  values = none,
  onClose,
  onCreated,
}: {
  form: FormModel;
  access: FormAccess;
  /** Filled in beforehand: the record it hangs on. */
  values?: RecordValues;
  onClose: () => void;
  onCreated: (row: Row) => void;
}) {
  const { t } = useTranslation('records');
  const text = useText();
  const isPhone = useIsPhone();
  const queries = useQueryClient();
  const [turn, setTurn] = useState(0);
  const [others, setOthers] = useState<readonly Problem[]>([]);
  /** Records like the one that was to be created. */
  const [met, setMet] = useState<{ duplicates: readonly Problem[]; next: boolean } | null>(null);
  const draft = useRecordDraft(form, none);
  const early = useEarlyDuplicates(form, draft);
  const [begun, setBegun] = useState<unknown>();
  if (draft !== undefined && begun !== draft) {
    // The draft begins blank; what is given beforehand counts as typed, so that it is sent.
    setBegun(draft);
    for (const [field, value] of Object.entries(values)) draft.getState().set(field, value);
  }
  const create = useMutation({
    mutationFn: async ({ filled, acceptDuplicates }: Creation) =>
      client.records.create(form.app, form.key, filled, acceptDuplicates ? { acceptDuplicates } : {}),
    onSuccess: (row, { next }) => {
      void queries.invalidateQueries({ queryKey: keys.records(form.app, form.key, 'related') });
      onCreated(row);
      setMet(null);
      early.forget();
      if (!next) return onClose();
      draft?.getState().reset(none);
      for (const [field, value] of Object.entries(values)) draft?.getState().set(field, value);
      setTurn((now) => now + 1);
    },
    onError: (error, { next }) => {
      const { duplicates, rest } = duplicatesAmong(problemsToShow(error));
      setMet({ duplicates, next });
      setOthers(draft?.getState().refuse(rest) ?? []);
    },
  });
  const submit = (next: boolean, acceptDuplicates = false) => {
    setOthers([]);
    setMet(null);
    const filled = draft?.getState().submit() ?? null;
    if (filled !== null) create.mutate({ filled, next, acceptDuplicates });
  };
  useShortcuts({ 'mod+enter': () => submit(false) });
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('newTitle', { form: text(form.definition.form.title) })}
      placement={isPhone ? 'bottom' : 'right'}
      size={isPhone ? '94dvh' : 560}
      footer={
        <div style={{ display: 'flex', gap: 8, padding: '8px 8px' }}>
          <Button type="primary" loading={create.isPending} onClick={() => submit(false)}>
            {t('record.create')}
          </Button>
          <Button disabled={create.isPending} onClick={() => submit(true)}>
            {t('record.createNext')}
          </Button>
        </div>
      }
    >
      {others.length > 0 && (
        <div style={{ marginBottom: 16 }}>
          <ProblemList problems={others} />
        </div>
      )}
      {met === null ? (
        <Duplicates form={form} problems={early.problems} />
      ) : (
        <Duplicates
          form={form}
          problems={met.duplicates}
          isBusy={create.isPending}
          onSave={() => submit(met.next, true)}
        />
      )}
      {draft !== undefined && (
        <div onBlur={early.ask}>
          <RecordForm
            key={turn}
            form={form}
            draft={draft}
            autoFocus
            isHidden={(field) => grantOf(access, field) === 'hidden' || isFilledIn(form, field)}
            isReadOnly={(field) => grantOf(access, field) !== 'write'}
          />
        </div>
      )}
    </Drawer>
  );
}

interface Creation {
  readonly filled: RecordValues;
  readonly next: boolean;
  readonly acceptDuplicates: boolean;
}

/** Nothing can be said about these before the record is there. */
function isFilledIn(form: FormModel, key: string): boolean {
  const field = form.fields.get(key);
  return field !== undefined && (field.isComputed || field.isGenerated || (field.isSystem && key !== 'owner'));
}

const none: RecordValues = {};
