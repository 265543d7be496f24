import { CheckOutlined } from '@ant-design/icons';
import type { FormAccess, Row } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import type { LocalText } from '@tangram/schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../../app/client.ts';
import { useText } from '../../../app/i18n.ts';
import { keys } from '../../../app/query-keys.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { mayWrite } from '../grid/grid-columns.ts';
import styles from './StageBar.module.css';

/** The stages of a record in their order; a click moves it on. */
export function StageBar({ form, access, row }: { form: FormModel; access: FormAccess; row: Row }) {
  const { t } = useTranslation('records');
  const text = useText();
  const queries = useQueryClient();
  const { modal } = App.useApp();
  const key = form.definition.form.stageField;
  const field = key === undefined ? undefined : form.fields.get(key);
  const move = useMutation({
    mutationFn: (stage: string) =>
      client.records.update(form.app, form.key, row.id, { [key as string]: stage }, row.version),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.records(form.app, form.key) }),
    onError: (error) =>
      modal.error({ title: t('record.stage'), content: <ProblemList quiet problems={problemsToShow(error)} /> }),
  });
  if (key === undefined || field === undefined) return null;
  const stages = (field.definition.settings?.['options'] ?? []) as readonly { value: string; title?: LocalText }[];
  const shown = move.isPending ? move.variables : row[key];
  const now = stages.findIndex((stage) => stage.value === shown);
  const isOpen = mayWrite(form, access, key);
  return (
    <ol className={styles['bar']} aria-label={text(field.definition.title)}>
      {stages.map((stage, at) => (
        <li key={stage.value} data-place={at < now ? 'past' : at === now ? 'now' : 'ahead'}>
          <button
            type="button"
            disabled={!isOpen || at === now}
            aria-current={at === now ? 'step' : undefined}
            onClick={() => move.mutate(stage.value)}
          >
            {at < now && <CheckOutlined />}
            <span>{text(stage.title) || stage.value}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
