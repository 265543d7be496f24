import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { PageSkeleton } from '../ui/Skeletons.tsx';
import { client, problemsToShow } from './client.ts';
import { speak } from './i18n.ts';
import { MeProvider, sessionQuery } from './session.ts';
import { TroublePage } from './TroublePage.tsx';

/** Lets only a signed-in person through; sends others to sign in, or to set-up while there is nobody at all. */
export function RequireSession() {
  const location = useLocation();
  const { data: me, error, isPending, refetch } = useQuery(sessionQuery);
  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: () => client.session.setup(),
    enabled: me === null,
    staleTime: 0,
  });
  const language = me?.language;
  useEffect(() => {
    if (language != null) speak(language);
  }, [language]);

  if (error !== null) return <TroublePage problems={problemsToShow(error)} onRetry={() => void refetch()} />;
  if (isPending || (me === null && setup.isPending)) return <PageSkeleton />;
  if (me === null) {
    const next = location.pathname === '/' ? '' : `?next=${encodeURIComponent(location.pathname + location.search)}`;
    return <Navigate to={setup.data?.needed === true ? '/setup' : `/sign-in${next}`} replace />;
  }
  return (
    <MeProvider value={me}>
      <Outlet />
    </MeProvider>
  );
}
