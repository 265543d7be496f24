import type { QueryResult } from '@tangram/reports';
import type { ReportQuery } from '@tangram/schema';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { keys } from '../../../app/query-keys.ts';
import { ask } from './ask.ts';

export interface Answer {
  readonly result: QueryResult | undefined;
  readonly error: Error | null;
  /** True while a newer answer than the one shown is on its way. */
  readonly isRefreshing: boolean;
}

/**
 * The answer to a query, asked again when a record changes of any form that it depends on, and of no other. While a new
 * answer is on its way the old one stays. Pass null for a query that is not ready to be asked.
 */
export function useAnswer(app: string, query: ReportQuery | null): Answer {
  // Which forms those are, joined ones included, the first answer says.
  const forms = useQuery<readonly string[]>({
    queryKey: ['report-forms', app, query],
    queryFn: () => [],
    enabled: false,
    initialData: query === null ? [] : [query.form.includes('/') ? query.form : `${app}/${query.form}`],
  }).data;
  const marks = useChangeMarks(forms);
  const { data, error, isFetching } = useQuery<QueryResult>({
    queryKey: ['report-answer', app, query, marks],
    queryFn: ({ signal, client }) =>
      ask(app, query as ReportQuery, signal).then((result) => {
        client.setQueryData(['report-forms', app, query], result.forms);
        return result;
      }),
    enabled: query !== null,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    gcTime: 60_000,
  });
  return { result: query === null ? undefined : data, error, isRefreshing: isFetching };
}

/** A number per form that changes when the shell hears of changed records of it. Nothing is fetched for it. */
function useChangeMarks(forms: readonly string[]): { readonly [form: string]: number } {
  return useQueries({
    queries: forms.map((form) => {
      const [app, key] = form.split('/') as [string, string];
      return {
        queryKey: keys.records(app, key, 'change-mark'),
        queryFn: () => Date.now(),
        initialData: 0,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      };
    }),
    combine: (marks) => Object.fromEntries(forms.map((form, at) => [form, marks[at]?.data ?? 0])),
  });
}
