import type { RunReport, RunSummary } from '@tangram/flows';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { keys } from '../../app/query-keys.ts';

/** A run with its path; refreshed with the inbox, because most of what moves a run is somebody's decision. */
export const runQuery = (id: string) =>
  queryOptions({
    queryKey: keys.inbox('run', id),
    // The engine's own shape of this route; the client leaves it open.
    queryFn: async () => (await client.work.run(id)) as unknown as RunReport,
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 10_000 : false),
  });

/** The runs about a record, latest first. */
export const runsQuery = (app: string, form: string, record: string) =>
  queryOptions({
    queryKey: keys.inbox('runs', app, form, record),
    queryFn: async () =>
      (await client.work.runs(app, { form, record })) as unknown as { readonly rows: readonly RunSummary[] },
  });
