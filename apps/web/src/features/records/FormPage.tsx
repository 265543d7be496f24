import { useParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { problemsToShow } from '../../app/client.ts';
import { TroublePage } from '../../app/TroublePage.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { FormRecords } from './FormRecords.tsx';
import { useFormOf } from './useFormOf.ts';

/** The records of one form. */
export function FormPage() {
  const { t } = useTranslation('records');
  const { app = '', form = '' } = useParams();
  const { found, error } = useFormOf(app, form);
  if (error !== null) return <TroublePage problems={problemsToShow(error)} />;
  if (found === undefined) return <RowsSkeleton rows={12} />;
  if (found === null) {
    return (
      <TroublePage title={t('notFound')} problems={[{ code: 'FORM_UNKNOWN', message: t('notFoundText'), path: '' }]} />
    );
  }
  // Another form is another page: nothing of the last one's cursor, selection or search is kept.
  return <FormRecords key={`${app}/${form}`} {...found} />;
}
