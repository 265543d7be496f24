import type { Task } from '@tangram/flows';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { keys } from '../../app/query-keys.ts';

/** My tasks: open ones with the most urgent first, or those I have done, latest first. */
export const tasksQuery = (state: 'open' | 'done') =>
  queryOptions({
    queryKey: keys.inbox(`${state}-tasks`),
    // The engine's own shape of this route; the client keeps to the part that everybody needs.
    queryFn: async () => (await client.work.tasks({ state })) as unknown as { readonly rows: readonly Task[] },
  });

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: keys.inbox('task', id),
    queryFn: async () => (await client.work.task(id)) as unknown as Task,
    retry: false,
  });
