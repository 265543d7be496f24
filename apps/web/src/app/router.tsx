import { createBrowserRouter, type RouteObject } from 'react-router';
import { ErrorPage } from './ErrorPage.tsx';
import { featureRoutes } from './feature-routes.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { RequireSession } from './RequireSession.tsx';
import { AppShell } from './shell/AppShell.tsx';

/** What a route may say of itself in `handle`. */
export interface RouteHandle {
  /** Open to visitors who are not signed in, and drawn without the shell. */
  readonly public?: boolean;
}

/** Every feature's routes; those that are not public stand behind the session and within the shell. */
export function createRouter() {
  const routes = featureRoutes();
  return createBrowserRouter([
    {
      errorElement: <ErrorPage />,
      hydrateFallbackElement: <></>,
      children: [
        ...routes.filter(isPublic),
        {
          element: <RequireSession />,
          children: [
            {
              element: <AppShell />,
              children: [
                {
                  errorElement: <ErrorPage />,
                  children: [...routes.filter((route) => !isPublic(route)), { path: '*', element: <NotFoundPage /> }],
                },
              ],
            },
          ],
        },
      ],
    },
  ]);
}

function isPublic(route: RouteObject): boolean {
  return (route.handle as RouteHandle | undefined)?.public === true;
}
