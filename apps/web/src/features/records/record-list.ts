import type { ListAnswer, Row } from '@tangram/client';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Loads one page: the `limit` records after a cursor (null: the first). */
export type LoadPage = (after: string | null, limit: number) => Promise<ListAnswer>;

export interface RecordListState {
  readonly rows: readonly Row[];
  /** More records follow the last one loaded. */
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly count: { readonly value: number; readonly isCapped: boolean } | undefined;
  /** Begins at the top. */
  readonly start: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
  /** Asks again for the pages that hold the rows `from` to `to`; what lies below is loaded again when scrolled to. */
  readonly refresh: (from: number, to: number) => Promise<void>;
  /** Shows a changed record at once, before any refresh. */
  readonly put: (row: Row) => void;
  readonly drop: (ids: ReadonlySet<string>) => void;
}

export type RecordList = StoreApi<RecordListState>;

export const pageSize = 100;

interface Page {
  readonly after: string | null;
  readonly rows: readonly Row[];
}

/**
 * The records of a grid, page by page by cursor, so that a list of a million scrolls as fast as one of fifty. A page
 * is known by the cursor before it: it can be asked for again on its own, without those above it.
 */
export function createRecordList(load: LoadPage): RecordList {
  let pages: readonly Page[] = [];
  let next: string | null = null;
  let turn = 0;
  let isBusy = false;

  return createStore<RecordListState>((set, get) => {
    const show = (more: Partial<RecordListState> = {}) =>
      set({ rows: pages.flatMap((page) => page.rows), hasMore: next !== null, isLoading: false, error: null, ...more });
    /** Runs one load at a time; what comes back after a new start is of an older question and is dropped. */
    const run = async (work: (isCurrent: () => boolean) => Promise<void>) => {
      const mine = ++turn;
      isBusy = true;
      try {
        await work(() => mine === turn);
      } catch (error) {
        if (mine === turn) set({ error, isLoading: false });
      } finally {
        if (mine === turn) isBusy = false;
      }
    };
    return {
      rows: [],
      hasMore: false,
      isLoading: true,
      error: null,
      count: undefined,
      start: () =>
        run(async (isCurrent) => {
          const answer = await load(null, pageSize);
          if (!isCurrent()) return;
          pages = [{ after: null, rows: answer.rows }];
          next = answer.next;
          show({ count: countOf(answer) });
        }),
      async loadMore() {
        if (isBusy || next === null) return;
        const after = next;
        await run(async (isCurrent) => {
          const answer = await load(after, pageSize);
          if (!isCurrent()) return;
          pages = [...pages, { after, rows: answer.rows }];
          next = answer.next;
          show();
        });
      },
      async refresh(from, to) {
        if (pages.length === 0) return await get().start();
        const [first, last] = [pageAt(pages, from), pageAt(pages, to)];
        await run(async (isCurrent) => {
          const fresh: Page[] = [];
          let after = (pages[first] as Page).after;
          let end: string | null = null;
          let count: RecordListState['count'];
          for (let at = first; at <= last; at++) {
            const answer = await load(after, pageSize);
            if (!isCurrent()) return;
            fresh.push({ after, rows: answer.rows });
            count ??= after === null ? countOf(answer) : undefined;
            end = answer.next;
            if (end === null) break;
            after = end;
          }
          pages = [...pages.slice(0, first), ...fresh];
          next = end;
          show(count === undefined ? {} : { count });
        });
      },
      put(row) {
        pages = pages.map((page) => ({ ...page, rows: page.rows.map((one) => (one.id === row.id ? row : one)) }));
        set({ rows: pages.flatMap((page) => page.rows) });
      },
      drop(ids) {
        pages = pages.map((page) => ({ ...page, rows: page.rows.filter((row) => !ids.has(row.id)) }));
        const { count } = get();
        set({
          rows: pages.flatMap((page) => page.rows),
          count: count === undefined ? undefined : { ...count, value: Math.max(0, count.value - ids.size) },
        });
      },
    };
  });
}

function countOf(answer: ListAnswer): RecordListState['count'] {
  const { count } = answer;
  if (count === undefined) return undefined;
  return typeof count === 'number' ? { value: count, isCapped: false } : { value: count.value, isCapped: count.capped };
}

function pageAt(pages: readonly Page[], row: number): number {
  let seen = 0;
  for (const [at, page] of pages.entries()) {
    seen += page.rows.length;
    if (row < seen) return at;
  }
  return pages.length - 1;
}
