import type { LiveEvent } from '@tangram/client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client, openEventStream } from '../app/client.ts';
import { keys } from '../app/query-keys.ts';

/** Keeps everything shown as it is on the server, while the calling component (the shell) is there. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const refresher = refreshInBatches(queries);
    let connections = 0;
    const subscription = client.subscribe(openEventStream, refresher.add, () => {
      // Events may have been missed while the stream was broken; the first connection has missed none.
      if (connections++ > 0) void queries.invalidateQueries();
    });
    return () => {
      subscription.close();
      refresher.stop();
    };
  }, [queries]);
}

/** The cached answers that an event makes stale. */
export function staleAfter(event: LiveEvent): readonly (readonly unknown[])[] {
  switch (event.name) {
    case 'records':
      return [keys.records(event.data.app, event.data.form), keys.reports(event.data.app)];
    case 'inbox':
      return [keys.inbox()];
    case 'definitions':
      return [keys.definitions(event.data.app), keys.app(event.data.app), keys.apps];
  }
}

/** An import sends hundreds of events in a second: they become at most two refreshes of the same answer a second. */
const batchMs = 500;

function refreshInBatches(queries: QueryClient) {
  const stale = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    for (const queryKey of stale.values()) void queries.invalidateQueries({ queryKey });
    stale.clear();
  };
  return {
    add: (event: LiveEvent) => {
      for (const key of staleAfter(event)) stale.set(JSON.stringify(key), key);
      timer ??= setTimeout(flush, batchMs);
    },
    stop: () => clearTimeout(timer),
  };
}
