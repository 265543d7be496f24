import type { Row } from '@tangram/client';
import { describe, expect, it } from 'vitest';
import { createRecordList, pageSize } from './record-list.ts';

/** A table of records by name, read by cursor as the server does. */
function table(count: number) {
  const rows: Row[] = Array.from({ length: count }, (_, n) => ({ id: `${n}`, version: 1, n }));
  const asked: (string | null)[] = [];
  const load = async (after: string | null, limit: number) => {
    asked.push(after);
    const from = after === null ? 0 : rows.findIndex((row) => (row['n'] as number) > Number(after));
    const page = from < 0 ? [] : rows.slice(from, from + limit);
    const last = page.at(-1);
    const hasMore = last !== undefined && rows.at(-1) !== last;
    return {
      rows: page,
      next: hasMore ? `${last['n'] as number}` : null,
      count: after === null ? { value: 1000, capped: true as const } : rows.length,
    };
  };
  return { rows, asked, list: createRecordList(load) };
}

describe('record list', () => {
  it('loads page after page until the end, and asks no more', async () => {
    const { list, asked } = table(pageSize * 2 + 7);
    await list.getState().start();
    expect(list.getState()).toMatchObject({ hasMore: true, count: { value: 1000, isCapped: true } });
    await list.getState().loadMore();
    await list.getState().loadMore();
    await list.getState().loadMore();
    expect(asked).toHaveLength(3);
    expect(list.getState().rows).toHaveLength(pageSize * 2 + 7);
    expect(list.getState().hasMore).toBe(false);
  });

  it('asks one page once, however often the end comes near', async () => {
    const { list, asked } = table(pageSize * 3);
    await list.getState().start();
    await Promise.all([list.getState().loadMore(), list.getState().loadMore(), list.getState().loadMore()]);
    expect(asked).toHaveLength(2);
  });

  it('refreshes only the pages on the screen and neither loses nor doubles a record that moved between them', async () => {
    const { list, rows, asked } = table(pageSize * 5);
    await list.getState().start();
    for (let n = 0; n < 3; n++) await list.getState().loadMore();
    rows.splice(pageSize + 3, 1);
    rows.splice(pageSize + 50, 0, { id: 'new', version: 1, n: pageSize + 51.5 });
    asked.length = 0;
    await list.getState().refresh(pageSize + 10, pageSize * 2 + 10);
    expect(asked).toHaveLength(2);
    const shown = list.getState().rows.map((row) => row.id);
    expect(shown).toEqual(rows.slice(0, shown.length).map((row) => row.id));
    expect(list.getState().hasMore).toBe(true);
  });

  it('drops the answer to an older question', async () => {
    let release: () => void = () => undefined;
    let turn = 0;
    const list = createRecordList(async () => {
      if (turn++ === 0) await new Promise<void>((resolve) => (release = resolve));
      return { rows: [{ id: turn === 1 ? 'old' : 'new', version: 1 }], next: null };
    });
    const slow = list.getState().start();
    await list.getState().start();
    release();
    await slow;
    expect(list.getState().rows.map((row) => row.id)).toEqual(['new']);
  });

  it('keeps what is shown and says why when a page cannot be loaded', async () => {
    let fails = false;
    const list = createRecordList(async () => {
      if (fails) throw new Error('gone');
      return { rows: [{ id: '1', version: 1 }], next: '1' };
    });
    await list.getState().start();
    fails = true;
    await list.getState().loadMore();
    expect(list.getState().rows).toHaveLength(1);
    expect(list.getState().error).toBeInstanceOf(Error);
  });
});
