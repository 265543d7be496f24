import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { problemsToShow } from './client.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { TroublePage } from './TroublePage.tsx';

/** The error boundary of every route. A file of an older version that is gone is cured by loading the page again. */
export function ErrorPage() {
  const { t } = useTranslation('app');
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  const isOldVersion =
    error instanceof Error && /dynamically imported module|Importing a module script/i.test(error.message);
  const reload = () => window.location.reload();
  if (isOldVersion) return <TroublePage title={t('trouble.newVersion')} onRetry={reload} />;
  return <TroublePage problems={problemsToShow(error)} onRetry={reload} />;
}
