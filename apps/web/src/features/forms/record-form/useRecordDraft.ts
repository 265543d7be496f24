import type { FormModel } from '@tangram/forms';
import type { RecordValues } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage } from '../../../app/i18n.ts';
import { sessionQuery } from '../../../app/session.ts';
import { workCalendarOf } from '../../../app/work-calendar.ts';
import { createRecordDraft, type RecordDraft } from './record-draft.ts';

/** The draft behind a `RecordForm`: made anew when another record or form version is opened. */
export function useRecordDraft(
  form: FormModel | undefined,
  values: RecordValues,
  fields?: ReadonlySet<string>,
): RecordDraft | undefined {
  const language = useLanguage();
  const { data: me } = useQuery({ ...sessionQuery, enabled: false });
  const zone = me?.workspace?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const calendar = workCalendarOf(me?.workspace);
  return useMemo(
    () =>
      form === undefined
        ? undefined
        : createRecordDraft({
            form,
            values,
            language,
            zone,
            calendar,
            now: () => new Date(),
            ...(fields === undefined ? {} : { fields }),
          }),
    [form, values, language, zone, calendar, fields],
  );
}
