import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { keys } from '../../app/query-keys.ts';

/** Where rules may send to. For administrators; others are refused. */
export const connectionsQuery = queryOptions({
  queryKey: keys.connections,
  queryFn: () => client.outside.connections(),
});
