import { ruleKindOf } from '@tangram/rules';
import type { Problem, RuleDefinition } from '@tangram/schema';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DraftStore, replaceDocument } from '../../ui/designer/draft-store.ts';
import type { PartPlace } from './kinds/rule-view.ts';
import { type ActionPlace, moveAction, removeAction, removePart, type RuleEdit } from './rule-edits.ts';

/** What is being looked at; its settings stand at the right. Null: the rule itself. */
export type RuleSelection =
  | ({ readonly type: 'action' } & ActionPlace)
  | ({ readonly type: 'part' } & PartPlace)
  | null;

export interface RuleDesigner {
  readonly selection: RuleSelection;
  readonly select: (selection: RuleSelection) => void;
  /** Runs an edit as one undoable command; edits with the same `merge` in a row are undone as one. */
  readonly edit: (label: string, edit: RuleEdit, merge?: string) => void;
  /** Takes away what is selected; `takePart` takes an item of the kind's own lists. */
  readonly removeSelected: (label: string, takePart?: typeof removePart) => void;
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
    removeSelected(label, takePart = removePart) {
      const { selection, edit } = get();
      if (selection === null) return;
      set({ selection: null });
      edit(label, selection.type === 'action' ? removeAction(selection) : takePart(selection.part, selection.index));
    },
    moveAction(label, from, to) {
      if (from.list === to.list && from.index === to.index) return;
      get().edit(label, moveAction(from, to));
      set({ selection: { type: 'action', ...to } });
    },
    show(problem) {
      set({ selection: selectionAt(problem.path, draft.getState().document) });
    },
  }));
}

/** The selection a JSON Pointer into the rule belongs to: an action, else an item of one of the rule's lists. */
export function selectionAt(path: string, rule: RuleDefinition): RuleSelection {
  for (const { path: list, actions } of ruleKindOf(rule).actions(rule)) {
    if (!path.startsWith(`${list}/`)) continue;
    const index = Number(path.slice(list.length + 1).split('/')[0]);
    return actions[index] === undefined ? null : { type: 'action', list, index };
  }
  const [part = '', item] = path.split('/').slice(1);
  const index = Number(item);
  return item === undefined || !Number.isInteger(index) ? null : { type: 'part', part, index };
}
