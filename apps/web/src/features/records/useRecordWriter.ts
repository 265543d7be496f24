import { RequestProblems, type Row } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import { pointerSteps, type RecordValues } from '@tangram/schema';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useMemo } from 'react';
import { client, problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import type { RecordList } from './record-list.ts';
import { createRecordWriter, type RecordWriter } from './record-writer.ts';

/** Two versions of one record: what was to be saved, and what someone else saved meanwhile. */
export interface Conflict {
  readonly values: RecordValues;
  readonly theirs: Row;
}

/** Writes edited cells into a list and to the server; says why when one is refused. */
export function useRecordWriter(
  form: FormModel,
  list: RecordList,
  onConflict: (conflict: Conflict) => void,
): RecordWriter {
  const { notification } = App.useApp();
  const queries = useQueryClient();
  const text = useText();

  return useMemo(() => {
    const tell = (error: unknown) => {
      for (const problem of problemsToShow(error)) {
        const field = form.fields.get(pointerSteps(problem.path).at(-1) ?? '');
        notification.error({
          title: field === undefined ? problem.message : text(field.definition.title),
          description: field === undefined ? problem.hint : problem.message,
        });
      }
    };
    return createRecordWriter({
      send: async (id, values, version) => {
        const saved = await client.records.update(form.app, form.key, id, values, version);
        void queries.invalidateQueries({ queryKey: keys.records(form.app, form.key, 'one', id) });
        return saved;
      },
      current: (id) => list.getState().rows.find((row) => row.id === id),
      show: (row) => list.getState().put(row),
      refused: (id, values, error) => {
        if (!(error instanceof RequestProblems) || error.status !== 409) return tell(error);
        client.records.get(form.app, form.key, id).then((theirs) => onConflict({ values, theirs }), tell);
      },
    });
  }, [form, list, queries, onConflict, text, notification]);
}
