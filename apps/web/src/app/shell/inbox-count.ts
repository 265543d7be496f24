import { queryOptions } from '@tanstack/react-query';
import { client } from '../client.ts';
import { keys } from '../query-keys.ts';

/** What waits for the person: open tasks and approvals. */
export const openTasksQuery = queryOptions({
  queryKey: keys.inbox('open-tasks'),
  queryFn: () => client.work.tasks({ state: 'open' }),
});

export const inboxCountQuery = {
  ...openTasksQuery,
  select: (answer: { readonly rows: readonly unknown[] }) => answer.rows.length,
};

export const notificationsQuery = queryOptions({
  queryKey: keys.inbox('notifications'),
  queryFn: () => client.work.notifications(),
});
