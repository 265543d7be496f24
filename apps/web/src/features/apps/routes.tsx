import type { RouteObject } from 'react-router';

export const routes: readonly RouteObject[] = [
  { path: '/', lazy: async () => ({ Component: (await import('./HomePage.tsx')).HomePage }) },
  { path: '/apps/:app', lazy: async () => ({ Component: (await import('./AppPage.tsx')).AppPage }) },
  { path: '/apps/:app/design', lazy: async () => ({ Component: (await import('./DesignPage.tsx')).DesignPage }) },
];
