import type { RouteObject } from 'react-router';

export const routes: readonly RouteObject[] = [
  {
    path: '/apps/:app/design/flows/:key',
    lazy: async () => ({ Component: (await import('./FlowDesignerPage.tsx')).FlowDesignerPage }),
  },
  {
    path: '/runs/:id',
    lazy: async () => ({ Component: (await import('./RunPage.tsx')).RunPage }),
  },
];
