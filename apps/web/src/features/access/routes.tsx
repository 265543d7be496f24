import type { RouteObject } from 'react-router';

export const routes: readonly RouteObject[] = [
  {
    path: '/setup',
    handle: { public: true },
    lazy: async () => ({ Component: (await import('./SetupPage.tsx')).SetupPage }),
  },
  {
    path: '/sign-in',
    handle: { public: true },
    lazy: async () => ({ Component: (await import('./SignInPage.tsx')).SignInPage }),
  },
  { path: '/settings/people', lazy: async () => ({ Component: (await import('./PeoplePage.tsx')).PeoplePage }) },
  {
    path: '/apps/:app/design/roles/:key',
    lazy: async () => ({ Component: (await import('./role-designer/RoleDesignerPage.tsx')).RoleDesignerPage }),
  },
];
