import type { PeopleGroup } from '@tangram/client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from './client.ts';
import { keys } from './query-keys.ts';

/** The groups that definitions of an application may name: its own and the workspace's. */
export function useGroupsOf(app: string): readonly PeopleGroup[] {
  const { data } = useQuery({ queryKey: keys.groups, queryFn: () => client.people.groups() });
  return useMemo(() => groupsOf(app, data?.rows ?? []), [app, data]);
}

/** Definitions name groups by key: where both have one of the same key, the application's own comes first. */
export function groupsOf(app: string, groups: readonly PeopleGroup[]): readonly PeopleGroup[] {
  const own = groups.filter((group) => group.app === app);
  const taken = new Set(own.map((group) => group.key));
  return [...own, ...groups.filter((group) => group.app === null && !taken.has(group.key))];
}
