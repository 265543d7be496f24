import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [
  {
    path: '/apps/:app/design/forms/:key',
    lazy: async () => ({ Component: (await import('./designer/FormDesignerPage.tsx')).default }),
  },
  {
    path: '/f/:token',
    handle: { public: true },
    lazy: async () => ({ Component: (await import('./public/PublicFormPage.tsx')).default }),
  },
];
