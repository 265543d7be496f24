import type { RouteObject } from 'react-router';

export const routes: readonly RouteObject[] = [
  {
    path: '/settings/connections',
    lazy: async () => ({ Component: (await import('./ConnectionsPage.tsx')).ConnectionsPage }),
  },
];
