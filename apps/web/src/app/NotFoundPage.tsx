import { useTranslation } from 'react-i18next';
import { TroublePage } from './TroublePage.tsx';

export function NotFoundPage() {
  const { t } = useTranslation('app');
  return (
    <TroublePage
      title={t('notFound.title')}
      problems={[{ code: 'NOT_FOUND', message: t('notFound.text'), path: '' }]}
    />
  );
}
