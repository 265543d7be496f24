import type { ImportPreview } from '@tangram/client';
import type { FieldModel, FormModel } from '@tangram/forms';
import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, problemsToShow } from '../../../app/client.ts';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { RowsSkeleton } from '../../../ui/Skeletons.tsx';
import styles from './ImportPage.module.css';
import { MeantInput } from './MeantInput.tsx';

/** Every different text of a column, with what it means: `GTXPro` -> `GTX Pro`. */
export function ValuesDialog({
  form,
  file,
  column,
  field,
  values,
  onSave,
  onClose,
}: {
  form: FormModel;
  file: ImportPreview;
  column: string;
  field: FieldModel | undefined;
  values: { readonly [text: string]: string };
  onSave: (values: { readonly [text: string]: string }) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('records');
  const [meant, setMeant] = useState(values);
  const { data, error } = useQuery({
    queryKey: ['import-texts', file.file, column],
    queryFn: () => client.records.importTexts(form.app, form.key, file.file, column),
  });
  return (
    <Modal
      open
      title={t('importing.valuesTitle', { column })}
      onCancel={onClose}
      onOk={() => onSave(meant)}
      width={560}
    >
      <p className={styles['quiet']}>{t('importing.valuesText')}</p>
      {error !== null && <ProblemList problems={problemsToShow(error)} />}
      {data === undefined && error === null && <RowsSkeleton rows={5} />}
      <div className={styles['values']}>
        <table>
          <thead>
            <tr>
              <th>{t('importing.valuesFile')}</th>
              <th>{t('importing.valuesMeant')}</th>
            </tr>
          </thead>
          <tbody>
            {data?.rows
              .filter((row) => row.text !== '')
              .map((row) => (
                <tr key={row.text}>
                  <td>
                    {row.text} <span className={styles['quiet']}>× {row.count}</span>
                  </td>
                  <td>
                    <MeantInput
                      said={row.text}
                      field={field}
                      value={meant[row.text] ?? ''}
                      onChange={(next) => setMeant({ ...meant, [row.text]: next })}
                    />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
}
