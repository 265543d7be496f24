import type { RouteObject } from 'react-router';

export const routes: readonly RouteObject[] = [
  { path: '/apps/:app/reports/:key', lazy: async () => ({ Component: (await import('./ReportPage.tsx')).ReportPage }) },
  {
    path: '/apps/:app/dashboards/:key',
    lazy: async () => ({ Component: (await import('./dashboard/DashboardPage.tsx')).DashboardPage }),
  },
  {
    path: '/apps/:app/design/reports/:key',
    lazy: async () => ({ Component: (await import('./designer/ReportDesignerPage.tsx')).ReportDesignerPage }),
  },
  {
    path: '/apps/:app/design/dashboards/:key',
    lazy: async () => ({ Component: (await import('./dashboard/DashboardDesignerPage.tsx')).DashboardDesignerPage }),
  },
];
