import type { FieldModel, FormModel } from '@tangram/forms';
import { FieldSurroundingsProvider, fieldViewNamed } from '@tangram/forms/view';
import type { JsonValue } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { appQuery, appsQuery } from '../../app/app-query.ts';
import { client } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { keys } from '../../app/query-keys.ts';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { formModelOf, useFieldSurroundingsOf } from '../forms/index.ts';
import styles from './Inbox.module.css';

/** Facts on a screen without scrolling far. */
const mostFacts = 12;

/** The fields of a record that hold something, as far as the person may see it. */
export function RecordFacts({ app, form: key, record }: { app: string; form: string; record: string }) {
  const { t } = useTranslation('inbox');
  const text = useText();
  // Whoever is given a task may have no part in the application: what is refused anyway is not asked for.
  const { data: apps } = useQuery(appsQuery);
  const isMember = apps?.rows.some((one) => one.key === app) === true;
  const { data: model } = useQuery({ ...appQuery(app), enabled: isMember });
  const form = useMemo(() => formModelOf(model, key), [model, key]);
  const surroundings = useFieldSurroundingsOf(app);
  const { data, isError } = useQuery({
    queryKey: keys.records(app, key, 'one', record),
    queryFn: () => client.records.get(app, key, record),
    enabled: form !== undefined,
    retry: false,
  });
  const isOutside = apps !== undefined && !isMember;
  const isHidden = model !== undefined && form === undefined;
  if (isError || isOutside || isHidden) return <p className={styles['choose']}>{t('noFacts')}</p>;
  if (data === undefined || form === undefined) return <RowsSkeleton rows={3} />;
  const filled = ownFields(form)
    .filter((field) => !isBlank(data[field.key]))
    .slice(0, mostFacts);
  return (
    <FieldSurroundingsProvider value={surroundings}>
      <dl className={styles['facts']}>
        {filled.map((field) => (
          <div key={field.key}>
            <dt>{text(field.definition.title)}</dt>
            <dd>
              <Fact field={field} value={data[field.key] as Exclude<JsonValue, null>} />
            </dd>
          </div>
        ))}
      </dl>
    </FieldSurroundingsProvider>
  );
}

function Fact({ field, value }: { field: FieldModel; value: Exclude<JsonValue, null> }) {
  const { Cell } = fieldViewNamed(field.definition.type);
  return <Cell field={field.definition} value={value} />;
}

function ownFields(form: FormModel) {
  return [...form.fields.values()].filter((field) => !field.isSystem || field.key === 'owner');
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
