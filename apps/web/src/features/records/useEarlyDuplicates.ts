import type { FormModel } from '@tangram/forms';
import type { Problem, RecordValues } from '@tangram/schema';
import { useCallback, useRef, useState } from 'react';
import { client } from '../../app/client.ts';
import type { RecordDraft } from '../forms/index.ts';

/**
 * Which records the one that is being typed is like, asked whenever a field is left whose value such an answer hangs on.
 * The first answer names those fields; a form without duplicate rules is asked about once.
 */
export function useEarlyDuplicates(form: FormModel, draft: RecordDraft | undefined, id?: string) {
  const [problems, setProblems] = useState<readonly Problem[]>(none);
  /** Null until the first answer. */
  const fields = useRef<readonly string[] | null>(null);
  /** The values that were asked of last; a later question overtakes an answer. */
  const asked = useRef<string | null>(null);

  const ask = useCallback(async () => {
    if (draft === undefined || draft.getState().isChanged !== true) return;
    const values = among(fields.current, typedValues(form, draft));
    const question = JSON.stringify(values);
    if (fields.current?.length === 0 || question === asked.current) return;
    asked.current = question;
    try {
      const answer = await client.records.duplicates(form.app, form.key, values, id);
      fields.current = answer.fields;
      if (asked.current !== question) return;
      asked.current = JSON.stringify(among(answer.fields, values));
      setProblems(answer.problems);
    } catch {
      // Only a foretaste of what saving says: where it cannot be had, saving will say it.
      asked.current = null;
    }
  }, [form, draft, id]);
  const forget = useCallback(() => {
    asked.current = null;
    setProblems(none);
  }, []);
  return { problems, ask: () => void ask(), forget };
}

const none: readonly Problem[] = [];

/** What is typed in the fields that people fill in. */
function typedValues(form: FormModel, draft: RecordDraft): RecordValues {
  const { values } = draft.getState();
  const filled = [...form.fields.values()].filter(
    (field) => !field.isSystem && !field.isComputed && !field.isGenerated,
  );
  return Object.fromEntries(filled.map(({ key }) => [key, values[key] ?? null]));
}

function among(fields: readonly string[] | null, values: RecordValues): RecordValues {
  if (fields === null) return values;
  return Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)));
}
