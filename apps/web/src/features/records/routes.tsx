import type { RouteObject } from 'react-router';

export const routes: readonly RouteObject[] = [
  { path: '/apps/:app/forms/:form', lazy: async () => ({ Component: (await import('./FormPage.tsx')).FormPage }) },
  {
    path: '/apps/:app/forms/:form/:id',
    lazy: async () => ({ Component: (await import('./record/RecordPage.tsx')).RecordPage }),
  },
  {
    path: '/apps/:app/import/:form',
    lazy: async () => ({ Component: (await import('./import/ImportPage.tsx')).ImportPage }),
  },
];
