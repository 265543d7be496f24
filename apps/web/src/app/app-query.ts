import type { AppForMember } from '@tangram/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from './client.ts';
import { keys } from './query-keys.ts';

/** One application as the signed-in person sees it: menu, published forms and what they may do there. */
export const appQuery = (app: string) =>
  queryOptions({
    queryKey: keys.app(app),
    queryFn: () => client.apps.app(app),
    enabled: app !== '',
    staleTime: 60_000,
  });

export const appsQuery = queryOptions({ queryKey: keys.apps, queryFn: () => client.apps.apps(), staleTime: 60_000 });

export function useAppModel(app: string): AppForMember | undefined {
  return useQuery(appQuery(app)).data;
}
