import { CloseOutlined, DeleteOutlined, EditOutlined } from '@ant-design/icons';
import type { FormAccess, RowOutcome, RowWrite } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import { fieldViewNamed } from '@tangram/forms/view';
import type { JsonValue, Problem } from '@tangram/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { client, problemsToShow } from '../../app/client.ts';
import { useLanguage, useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { useMe } from '../../app/session.ts';
import { ProblemList } from '../../ui/ProblemList.tsx';
import styles from './BulkBar.module.css';
import { cellWrite } from './grid/cell-write.ts';
import { mayWrite, possibleColumns } from './grid/grid-columns.ts';
import type { GridStore } from './grid/grid-store.ts';
import type { RecordList } from './record-list.ts';

/** What the server takes in one request. */
const batchRows = 500;

/** Floats over the grid while records are ticked. */
export function BulkBar({
  form,
  access,
  grid,
  list,
}: {
  form: FormModel;
  access: FormAccess;
  grid: GridStore;
  list: RecordList;
}) {
  const { t } = useTranslation('records');
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const selected = useStore(grid, (state) => state.selected);
  const [isSetting, setSetting] = useState(false);
  const run = useMutation({
    mutationFn: (rows: readonly RowWrite[]) => writeAll(form, rows),
    onSuccess: async (outcomes, rows) => {
      const refused = outcomes.filter((one) => !one.saved);
      const count = outcomes.length - refused.length;
      const isRemoval = rows[0]?.kind === 'delete';
      if (count > 0) void message.success(t(isRemoval ? 'bulk.removed' : 'bulk.done', { count }));
      if (refused.length > 0) {
        modal.warning({
          title: t('bulk.failed', { count: refused.length }),
          content: <ProblemList quiet problems={problemsOf(refused)} />,
        });
      }
      if (isRemoval) list.getState().drop(new Set(outcomes.flatMap((one) => (one.saved ? [one.id] : []))));
      grid.getState().clearSelection();
      setSetting(false);
      await queries.invalidateQueries({ queryKey: keys.records(form.app, form.key) });
    },
    onError: (error) =>
      modal.error({ title: t('loadFailed'), content: <ProblemList quiet problems={problemsToShow(error)} /> }),
  });
  if (selected.size === 0) return null;
  const count = selected.size;
  const remove = () =>
    modal.confirm({
      title: t('bulk.removeTitle', { count }),
      content: t('bulk.removeText'),
      okText: t('bulk.remove'),
      okButtonProps: { danger: true },
      onOk: () => run.mutateAsync([...selected].map((id) => ({ kind: 'delete', id }))),
    });
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('bulk.selected', { count })}>
      <strong>{t('bulk.selected', { count })}</strong>
      {access.operations.includes('update') && (
        <Button type="text" icon={<EditOutlined />} onClick={() => setSetting(true)}>
          {t('bulk.set')}
        </Button>
      )}
      {access.operations.includes('delete') && (
        <Button type="text" danger icon={<DeleteOutlined />} onClick={() => void remove()}>
          {t('bulk.remove')}
        </Button>
      )}
      <Button
        type="text"
        icon={<CloseOutlined />}
        aria-label={t('bulk.close')}
        onClick={() => grid.getState().clearSelection()}
      />
      {isSetting && (
        <SetFieldDialog
          form={form}
          access={access}
          count={count}
          isBusy={run.isPending}
          onClose={() => setSetting(false)}
          onApply={(field, value) =>
            run.mutate([...selected].map((id) => ({ kind: 'update', id, values: { [field]: value } })))
          }
        />
      )}
    </div>
  );
}

function SetFieldDialog({
  form,
  access,
  count,
  isBusy,
  onClose,
  onApply,
}: {
  form: FormModel;
  access: FormAccess;
  count: number;
  isBusy: boolean;
  onClose: () => void;
  onApply: (field: string, value: JsonValue) => void;
}) {
  const { t } = useTranslation('records');
  const text = useText();
  const language = useLanguage();
  const me = useMe();
  const fields = possibleColumns(form, access).filter((field) => mayWrite(form, access, field.key));
  const [key, setKey] = useState(fields[0]?.key);
  const [value, setValue] = useState<JsonValue>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = key === undefined ? undefined : form.fields.get(key);
  const view = field === undefined ? undefined : fieldViewNamed(field.definition.type);
  const apply = () => {
    if (field === undefined) return;
    const asked = cellWrite(field, null, value, { language, zone: me.workspace.zone });
    if (asked.type === 'refused') setProblem(asked.problem);
    else onApply(field.key, asked.type === 'write' ? asked.value : null);
  };
  return (
    <Modal
      open
      title={t('bulk.set')}
      onCancel={onClose}
      onOk={apply}
      okText={t('bulk.apply', { count })}
      confirmLoading={isBusy}
      width={440}
    >
      <div className={styles['dialog']}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('bulk.field')}
          {...(key === undefined ? {} : { value: key })}
          options={fields.map((one) => ({ value: one.key, label: text(one.definition.title) }))}
          onChange={(next) => {
            setKey(next);
            setValue(null);
            setProblem(null);
          }}
        />
        {field !== undefined && view !== undefined && (
          <view.Input
            key={field.key}
            field={field.definition}
            value={value}
            onChange={setValue}
            hasProblem={problem !== null}
            placeholder={t('bulk.value')}
          />
        )}
        {problem !== null && <ProblemList quiet problems={[problem]} />}
      </div>
    </Modal>
  );
}

async function writeAll(form: FormModel, rows: readonly RowWrite[]): Promise<readonly RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (let at = 0; at < rows.length; at += batchRows) {
    const answer = await client.records.writeMany(form.app, form.key, rows.slice(at, at + batchRows));
    outcomes.push(...answer.rows);
  }
  return outcomes;
}

/** Each different reason once. */
function problemsOf(refused: readonly RowOutcome[]): readonly Problem[] {
  const byMessage = new Map<string, Problem>();
  for (const one of refused)
    if (!one.saved) for (const problem of one.problems) byMessage.set(problem.message, problem);
  return [...byMessage.values()].slice(0, 10);
}
