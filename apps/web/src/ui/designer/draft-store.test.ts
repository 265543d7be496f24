import { RequestProblems } from '@tangram/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftStore, replaceDocument } from './draft-store.ts';

interface Saved {
  readonly document: string;
  readonly revision: number;
}

function begin(refusals: readonly (Error | undefined)[] = []) {
  const saves: Saved[] = [];
  const store = createDraftStore<string>({
    document: 'a',
    revision: 5,
    isPublished: true,
    problems: [],
    save: async (document, revision) => {
      const refusal = refusals[saves.length];
      saves.push({ document, revision });
      if (refusal !== undefined) throw refusal;
      return { revision: revision + 1, problems: [] };
    },
  });
  const edit = (next: string, merge?: string) =>
    store.getState().run(replaceDocument('edit', store.getState().document, next, merge));
  return { store, saves, edit };
}

describe('draft store', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('undoes and redoes edits, and forgets what was undone at the next edit', () => {
    const { store, edit } = begin();
    edit('ab');
    edit('abc');
    store.getState().undo();
    expect(store.getState()).toMatchObject({ document: 'ab', canUndo: true, canRedo: true });
    store.getState().redo();
    expect(store.getState().document).toBe('abc');
    store.getState().undo();
    edit('abX');
    expect(store.getState()).toMatchObject({ document: 'abX', canRedo: false });
    store.getState().undo();
    store.getState().undo();
    expect(store.getState()).toMatchObject({ document: 'a', canUndo: false });
  });

  it('undoes typing in one field as one edit, but not typing after a pause', () => {
    const { store, edit } = begin();
    edit('a1', 'title');
    edit('a12', 'title');
    vi.advanceTimersByTime(5000);
    edit('a123', 'title');
    store.getState().undo();
    expect(store.getState().document).toBe('a12');
    store.getState().undo();
    expect(store.getState().document).toBe('a');
  });

  it('saves once after a pause, with the revision that the save before left', async () => {
    const { store, saves, edit } = begin();
    expect(store.getState().saving).toBe('published');
    edit('b');
    edit('c');
    expect(store.getState().saving).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(700);
    expect(saves).toEqual([{ document: 'c', revision: 5 }]);
    expect(store.getState().saving).toBe('saved');
    edit('d');
    expect(await store.getState().flush()).toBe(true);
    expect(saves[1]).toEqual({ document: 'd', revision: 6 });
  });

  it('tries again after a broken connection until the draft is on the server', async () => {
    const { store, saves, edit } = begin([
      new RequestProblems(0, [{ code: 'CLIENT_UNREACHABLE', message: '', path: '' }]),
    ]);
    edit('b');
    await vi.advanceTimersByTimeAsync(700);
    expect(store.getState().saving).toBe('failed');
    await vi.advanceTimersByTimeAsync(5000);
    expect(saves).toHaveLength(2);
    expect(store.getState().saving).toBe('saved');
  });

  it('stops saving when someone else saved meanwhile, and loses nothing of what is on the screen', async () => {
    const { store, saves, edit } = begin([
      new RequestProblems(409, [{ code: 'APP_DEFINITION_STALE', message: 'Stale', path: '' }]),
    ]);
    edit('mine');
    await vi.advanceTimersByTimeAsync(700);
    edit('mine too');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saves).toHaveLength(1);
    expect(store.getState()).toMatchObject({ saving: 'conflict', document: 'mine too' });
    expect(await store.getState().flush()).toBe(false);
  });

  it('sends nothing when undo has brought back what the server has', async () => {
    const { store, saves, edit } = begin();
    edit('b');
    store.getState().undo();
    expect(await store.getState().flush()).toBe(true);
    expect(saves).toEqual([]);
  });
});
