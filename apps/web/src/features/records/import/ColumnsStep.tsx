import type { ImportPlan, ImportPreview, ImportState } from '@tangram/client';
import type { FieldModel, FormModel } from '@tangram/forms';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../../app/client.ts';
import { useText } from '../../../app/i18n.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import styles from './ImportPage.module.css';
import { examplesOf, importableFields, unfilledFields, withColumn, withValues } from './import-plan.ts';
import { ValuesDialog } from './ValuesDialog.tsx';

/** What each column means, and what its texts mean where they say something else than the form. */
export function ColumnsStep({
  form,
  file,
  plan,
  onPlan,
  onBack,
  onChecking,
}: {
  form: FormModel;
  file: ImportPreview;
  plan: ImportPlan;
  onPlan: (plan: ImportPlan) => void;
  onBack: () => void;
  onChecking: (run: ImportState) => void;
}) {
  const { t } = useTranslation('records');
  const text = useText();
  const [valuesOf, setValuesOf] = useState<string | null>(null);
  const check = useMutation({
    mutationFn: () => client.records.startImport(form.app, form.key, { file: file.file, plan, dryRun: true }),
    onSuccess: onChecking,
  });
  const fields = importableFields(form);
  const title = (field: FieldModel) => text(field.definition.title) || field.key;
  const chosen = new Set(Object.values(plan.columns));
  const unfilled = unfilledFields(form, plan);
  return (
    <>
      <table className={styles['columns']}>
        <thead>
          <tr>
            <th>{t('importing.column')}</th>
            <th>{t('importing.example')}</th>
            <th>{t('importing.field')}</th>
            <th>{t('importing.values')}</th>
          </tr>
        </thead>
        <tbody>
          {file.columns.map((column, at) => {
            const field = plan.columns[column];
            const changed = Object.keys(plan.values?.[column] ?? {}).length;
            return (
              <tr key={column}>
                <td>{column}</td>
                <td>{examplesOf(file, at)}</td>
                <td>
                  <Select
                    style={{ width: '100%' }}
                    showSearch={{ optionFilterProp: 'label' }}
                    aria-label={column}
                    value={field ?? ''}
                    options={[
                      { value: '', label: t('importing.skip') },
                      ...fields.map((one) => ({
                        value: one.key,
                        label: title(one),
                        disabled: chosen.has(one.key) && one.key !== field,
                      })),
                    ]}
                    onChange={(next) => onPlan(withColumn(plan, column, next === '' ? undefined : next))}
                  />
                </td>
                <td>
                  {field !== undefined && (
                    <Button type="text" size="small" onClick={() => setValuesOf(column)}>
                      {changed === 0 ? t('importing.values') : t('importing.valuesCount', { count: changed })}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={styles['upsert']}>
        <label htmlFor="import-upsert">{t('importing.upsert')}</label>
        <Select
          id="import-upsert"
          style={{ minWidth: 280 }}
          value={plan.upsert ?? ''}
          options={[
            { value: '', label: t('importing.upsertNone') },
            ...fields
              .filter((field) => chosen.has(field.key))
              .map((field) => ({ value: field.key, label: t('importing.upsertBy', { field: title(field) }) })),
          ]}
          onChange={(next) => {
            const { upsert: _, ...others } = plan;
            onPlan(next === '' ? others : { ...others, upsert: next });
          }}
        />
      </div>
      {unfilled.length > 0 && (
        <Alert type="warning" showIcon title={t('importing.required', { fields: unfilled.map(title).join(', ') })} />
      )}
      {check.error !== null && <ProblemList problems={problemsToShow(check.error)} />}
      <footer className={styles['foot']}>
        <Button
          type="primary"
          disabled={chosen.size === 0}
          title={chosen.size === 0 ? t('importing.unmapped') : ''}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t('importing.check')}
        </Button>
        <Button onClick={onBack}>{t('importing.back')}</Button>
      </footer>
      {valuesOf !== null && (
        <ValuesDialog
          form={form}
          file={file}
          column={valuesOf}
          field={form.fields.get(plan.columns[valuesOf] ?? '')}
          values={plan.values?.[valuesOf] ?? {}}
          onClose={() => setValuesOf(null)}
          onSave={(values) => {
            onPlan(withValues(plan, valuesOf, values));
            setValuesOf(null);
          }}
        />
      )}
    </>
  );
}
