import type { RouteObject } from 'react-router';

export const routes: readonly RouteObject[] = [
  {
    path: '/apps/:app/design/rules/:key',
    lazy: async () => ({ Component: (await import('./RuleDesignerPage.tsx')).RuleDesignerPage }),
  },
];
