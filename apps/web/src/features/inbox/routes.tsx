import type { RouteObject } from 'react-router';

export const routes: readonly RouteObject[] = [
  { path: '/inbox', lazy: async () => ({ Component: (await import('./InboxPage.tsx')).InboxPage }) },
];
