import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { keys } from '../../app/query-keys.ts';

/** What failed or waits; it changes by itself, so it is asked again while it is looked at. */
export const deliveriesQuery = queryOptions({
  queryKey: keys.deliveries,
  queryFn: () => client.outside.deliveries(),
  staleTime: 0,
  refetchInterval: 5000,
});
