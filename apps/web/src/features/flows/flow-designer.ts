import type { FlowDefinition, Problem } from '@tangram/schema';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DraftStore, replaceDocument } from '../../ui/designer/draft-store.ts';
import { type FlowEdit, removeEdge, removeNode } from './flow-edits.ts';

/** What is being looked at; null: the flow itself. */
export type FlowSelection = { readonly type: 'node' | 'edge'; readonly id: string } | null;

export interface FlowDesigner {
  readonly selection: FlowSelection;
  /** The node type that is dragged over the canvas: places to drop it are shown. */
  readonly dragged: string | null;
  readonly select: (selection: FlowSelection) => void;
  readonly drag: (type: string | null) => void;
  /** Runs an edit as one undoable command; edits with the same `merge` in a row are undone as one. */
  readonly edit: (label: string, edit: FlowEdit, merge?: string) => void;
  readonly removeSelected: (label: string) => void;
  /** Selects what a problem's pointer names. */
  readonly show: (problem: Problem) => void;
}

/** The designer's own state over the draft that holds the document and its undo list. Knows no React. */
export function createFlowDesigner(draft: DraftStore<FlowDefinition>): StoreApi<FlowDesigner> {
  return createStore<FlowDesigner>((set, get) => ({
    selection: null,
    dragged: null,
    select: (selection) => set({ selection }),
    drag: (dragged) => set({ dragged }),
    edit(label, edit, merge) {
      const before = draft.getState().document;
      const next = edit(before);
      if (next !== before) draft.getState().run(replaceDocument(label, before, next, merge));
    },
    removeSelected(label) {
      const { selection, edit } = get();
      if (selection === null) return;
      set({ selection: null });
      edit(label, selection.type === 'node' ? removeNode(selection.id) : removeEdge(selection.id));
    },
    show: (problem) => set({ selection: selectionAt(problem.path, draft.getState().document) }),
  }));
}

/** The selection that a JSON Pointer into the flow belongs to. */
export function selectionAt(path: string, flow: FlowDefinition): FlowSelection {
  const [list, index] = path.split('/').slice(1);
  if (list === 'nodes') return selectionOf('node', flow.nodes[Number(index)]?.id);
  if (list === 'edges') return selectionOf('edge', flow.edges[Number(index)]?.id);
  return null;
}

function selectionOf(type: 'node' | 'edge', id: string | undefined): FlowSelection {
  return id === undefined ? null : { type, id };
}
