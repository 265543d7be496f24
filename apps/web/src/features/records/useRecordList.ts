import type { ListQuery } from '@tangram/client';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { client } from '../../app/client.ts';
import { keys } from '../../app/query-keys.ts';
import { createRecordList, type RecordList } from './record-list.ts';

/** The list of a query, begun anew when the query changes, refreshed around what is on the screen when records change. */
export function useRecordList(
  app: string,
  form: string,
  query: ListQuery,
): { list: RecordList; onRange: (first: number, last: number) => void } {
  const asked = JSON.stringify(query);
  const list = useMemo(() => {
    const parsed = JSON.parse(asked) as ListQuery;
    return createRecordList((after, limit) =>
      client.records.list(app, form, {
        ...parsed,
        limit,
        ...(after === null ? { count: 'capped' as const } : { after }),
      }),
    );
  }, [app, form, asked]);
  useEffect(() => void list.getState().start(), [list]);

  const range = useRef({ first: 0, last: 0 });
  // An answer of no content whose only use is to be made stale with the form's records (live events, saves elsewhere).
  const { data: pulse } = useQuery({
    queryKey: keys.records(app, form, 'pulse'),
    queryFn: () => Date.now(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const heard = useRef(pulse);
  useEffect(() => {
    const isNews = heard.current !== undefined && pulse !== heard.current;
    heard.current = pulse;
    if (isNews) void list.getState().refresh(range.current.first, range.current.last);
  }, [pulse, list]);

  const onRange = useCallback(
    (first: number, last: number) => {
      range.current = { first, last };
      const { rows, hasMore, loadMore } = list.getState();
      if (hasMore && last > rows.length - comesNear) void loadMore();
    },
    [list],
  );
  return { list, onRange };
}

/** Rows before the end at which the next page is asked for: a second of scrolling. */
const comesNear = 60;
