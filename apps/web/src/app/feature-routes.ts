import type { RouteObject } from 'react-router';

const modules = import.meta.glob<{ routes: readonly RouteObject[] }>('../features/*/routes.tsx', { eager: true });

/** Each `features/<feature>/routes.tsx` exports `routes`; their pages are loaded when first opened. */
export function featureRoutes(): RouteObject[] {
  return Object.values(modules).flatMap((module) => [...module.routes]);
}
