import type { Problem, RuleDefinition } from '@tangram/schema';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DraftStore, replaceDocument } from '../../ui/designer/draft-store.ts';
import {
  type ActionPlace,
  actionsAt,
  moveAction,
  removeAction,
  removeAttribute,
  removeBand,
  type RuleEdit,
} from './rule-edits.ts';

/** What is being looked at; its settings stand at the right. Null: the rule itself. */
export type RuleSelection =
  | ({ readonly type: 'action' } & ActionPlace)
  | { readonly type: 'attribute'; readonly index: number }
  | { readonly type: 'band'; readonly index: number }
  | null;

export interface RuleDesigner {
  readonly selection: RuleSelection;
  readonly select: (selection: RuleSelection) => void;
  /** Runs an edit as one undoable command; edits with the same `merge` in a row are undone as one. */
  readonly edit: (label: string, edit: RuleEdit, merge?: string) => void;
  /** Takes away what is selected. */
  readonly removeSelected: (label: string) => void;
  /** Moves an action; the selection follows it. */
  readonly moveAction: (label: string, from: ActionPlace, to: ActionPlace) => void;
  /** Selects what a problem's pointer names. */
  readonly show: (problem: Problem) => void;
}

/** The designer's own state over the draft that holds the document and its undo list. Knows no React. */
export function createRuleDesigner(draft: DraftStore<RuleDefinition>): StoreApi<RuleDesigner> {
  return createStore<RuleDesigner>((set, get) => ({
    selection: null,
    select: (selection) => set({ selection }),
    edit(label, edit, merge) {
      const before = draft.getState().document;
      const next = edit(before);
      if (next !== before) draft.getState().run(replaceDocument(label, before, next, merge));
    },
    removeSelected(label) {
      const { selection, edit } = get();
      if (selection === null) return;
      set({ selection: null });
      if (selection.type === 'action') edit(label, removeAction(selection));
      else edit(label, selection.type === 'attribute' ? removeAttribute(selection.index) : removeBand(selection.index));
    },
    moveAction(label, from, to) {
      if (from.band === to.band && from.index === to.index) return;
      get().edit(label, moveAction(from, to));
      set({ selection: { type: 'action', ...to } });
    },
    show(problem) {
      set({ selection: selectionAt(problem.path, draft.getState().document) });
    },
  }));
}

/** The selection a JSON Pointer into the rule belongs to. */
export function selectionAt(path: string, rule: RuleDefinition): RuleSelection {
  const [part, first, second, third] = path.split('/').slice(1);
  const index = Number(first);
  if (!Number.isInteger(index)) return null;
  if (part === 'actions') return existing({ band: null, index }, rule);
  if (part === 'attributes') return { type: 'attribute', index };
  if (part !== 'bands') return null;
  return second === 'actions' && third !== undefined
    ? existing({ band: index, index: Number(third) }, rule)
    : { type: 'band', index };
}

function existing(place: ActionPlace, rule: RuleDefinition): RuleSelection {
  return actionsAt(rule, place.band)[place.index] === undefined ? null : { type: 'action', ...place };
}
