import { type DefinitionAnswer, problemsOfError, RequestProblems } from '@tangram/client';
import type { DefinitionKind, Definitions, Problem } from '@tangram/schema';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DraftSaving } from '../DesignerFrame.tsx';

/** One edit of a document: what it does and what takes it back, both pure. */
export interface Command<Document> {
  /** For people, in the language spoken now: "Move Phone". */
  readonly label: string;
  readonly do: (document: Document) => Document;
  readonly undo: (document: Document) => Document;
  /** Edits of the same text field in a row share a name and are undone as one. */
  readonly merge?: string;
}

/** The command that puts `next` in place of `before` as a whole; documents are immutable, so keeping both costs little. */
export function replaceDocument<Document>(
  label: string,
  before: Document,
  next: Document,
  merge?: string,
): Command<Document> {
  return { label, do: () => next, undo: () => before, ...(merge === undefined ? {} : { merge }) };
}

export interface DraftState<Document> {
  readonly document: Document;
  readonly saving: DraftSaving;
  /** What the server found in the draft as saved last. */
  readonly problems: readonly Problem[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly run: (command: Command<Document>) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Saves now; answers when the server has it. */
  readonly flush: () => Promise<boolean>;
  /** To be called after publishing. */
  readonly markPublished: () => void;
}

export type DraftStore<Document> = StoreApi<DraftState<Document>>;

export interface DraftSource<Document> {
  readonly document: Document;
  readonly revision: number;
  readonly isPublished: boolean;
  readonly problems: readonly Problem[];
  /** Saves a document made from `revision`; throws `RequestProblems`, 409 when someone else saved since. */
  save(document: Document, revision: number): Promise<{ revision: number; problems: readonly Problem[] }>;
}

/** A pause in typing after which the draft goes to the server; long enough to be one request, short enough to be trusted. */
const saveAfterMs = 600;
const retryAfterMs = 4000;
const mergeWithinMs = 1500;

/**
 * States of `saving`: `saved`/`published` -edit-> `unsaved` -pause-> `saving` -answer-> `saved`; a broken connection gives
 * `failed`, tried again until it works; an edit by someone else gives `conflict`, which stays until the page is loaded again.
 * An edit made while `saving` starts the round again with the newer document.
 */
export function createDraftStore<Document>(source: DraftSource<Document>): DraftStore<Document> {
  let done: Command<Document>[] = [];
  let undone: Command<Document>[] = [];
  let lastAt = 0;
  let revision = source.revision;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saved = source.document;
  let running: Promise<boolean> | undefined;

  const store = createStore<DraftState<Document>>((set, get) => {
    const show = (document: Document) => {
      const conflict = get().saving === 'conflict';
      set({
        document,
        canUndo: done.length > 0,
        canRedo: undone.length > 0,
        saving: conflict ? 'conflict' : 'unsaved',
      });
      if (!conflict) schedule(saveAfterMs);
    };
    const schedule = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => void get().flush(), ms);
    };
    const save = async (): Promise<boolean> => {
      const document = get().document;
      set({ saving: 'saving' });
      try {
        const answer = await source.save(document, revision);
        revision = answer.revision;
        saved = document;
        const isNewest = get().document === document;
        set({ problems: answer.problems, saving: isNewest ? 'saved' : 'unsaved' });
        if (!isNewest) schedule(saveAfterMs);
        return isNewest;
      } catch (error) {
        const conflict = error instanceof RequestProblems && error.status === 409;
        const refused = error instanceof RequestProblems && error.status >= 400 && error.status < 500;
        set({ saving: conflict ? 'conflict' : 'failed', problems: refused ? problemsOfError(error) : get().problems });
        if (!refused) schedule(retryAfterMs);
        return false;
      }
    };
    return {
      document: source.document,
      saving: source.isPublished ? 'published' : 'saved',
      problems: source.problems,
      canUndo: false,
      canRedo: false,
      run(command) {
        const document = command.do(get().document);
        const last = done.at(-1);
        const now = Date.now();
        const merges = last?.merge !== undefined && last.merge === command.merge && now - lastAt < mergeWithinMs;
        lastAt = now;
        undone = [];
        done = merges ? [...done.slice(0, -1), { ...command, undo: last.undo }] : [...done, command];
        show(document);
      },
      undo() {
        const command = done.at(-1);
        if (command === undefined) return;
        done = done.slice(0, -1);
        undone = [...undone, command];
        lastAt = 0;
        show(command.undo(get().document));
      },
      redo() {
        const command = undone.at(-1);
        if (command === undefined) return;
        undone = undone.slice(0, -1);
        done = [...done, command];
        lastAt = 0;
        show(command.do(get().document));
      },
      async flush() {
        clearTimeout(timer);
        while (running !== undefined) await running;
        if (get().saving === 'conflict') return false;
        if (get().document === saved) return true;
        running = save();
        try {
          return await running;
        } finally {
          running = undefined;
        }
      },
      markPublished: () => set({ saving: 'published' }),
    };
  });
  return store;
}

/** The source of a stored definition's draft. */
export function draftSource<Kind extends DefinitionKind>(
  answer: DefinitionAnswer<Kind>,
  empty: Definitions[Kind],
  save: DraftSource<Definitions[Kind]>['save'],
): DraftSource<Definitions[Kind]> {
  return {
    document: answer.draft ?? answer.published ?? empty,
    revision: answer.revision,
    isPublished: answer.published !== null && answer.draft === null,
    problems: answer.problems,
    save,
  };
}
