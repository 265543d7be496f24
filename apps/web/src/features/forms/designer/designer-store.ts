import { fieldTypeNamed } from '@tangram/forms';
import type { FieldSchema, FormDefinition, Language, LocalText } from '@tangram/schema';
import { textIn } from '@tangram/schema';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DraftStore, replaceDocument } from '../../../ui/designer/draft-store.ts';
import {
  addField,
  addSection,
  duplicateField,
  type FormEdit,
  isNamedInExpressions,
  keyForTitle,
  moveTo,
  removeField,
  removeSection,
  renameKey,
  restoreField,
  setField,
  takenKeys,
} from './form-edits.ts';
import type { DropTarget } from './drop-target.ts';
import { childrenAt, type NodePath, pathAfterMove, pathOfField, type Place } from './layout-tree.ts';

export type Selection =
  | { readonly type: 'field'; readonly key: string }
  | { readonly type: 'section'; readonly path: NodePath };

export interface FormDesignerState {
  readonly selected: Selection | null;
  /** The field whose label is being typed on the canvas. */
  readonly renaming: string | null;
  /** Where what is being dragged would go, and the line that says so, in pixels of the canvas. */
  readonly drop: DropTarget | null;
  readonly select: (selected: Selection | null) => void;
  readonly startRenaming: (key: string | null) => void;
  readonly aim: (drop: DropTarget | null) => void;

  /** Runs one edit as a command that can be undone; edits of one text in a row share `merge` and are undone as one. */
  readonly edit: (label: string, edit: FormEdit, merge?: string) => void;
  /** Adds a field and selects it; without a place, behind what is selected. */
  readonly add: (type: string, place?: Place) => void;
  readonly addSection: (place?: Place) => void;
  readonly move: (from: NodePath, to: Place) => void;
  readonly duplicate: (key: string) => void;
  readonly remove: (selection: Selection) => void;
  readonly restore: (key: string, schema: FieldSchema) => void;
  readonly rename: (key: string, title: LocalText) => void;
  /** Lets the key of a field that was never published follow its label. */
  readonly settleKey: (key: string) => void;
}

export type FormDesigner = StoreApi<FormDesignerState>;

export interface FormDesignerOptions {
  readonly draft: DraftStore<FormDefinition>;
  readonly language: Language;
  /** Words for commands and new things. */
  readonly words: DesignerWords;
  /** Fields of the published form and of its trash: their keys are columns and stay. */
  readonly fixedKeys: () => ReadonlySet<string>;
}

export interface DesignerWords {
  readonly section: LocalText;
  readonly copyOf: (title: LocalText) => LocalText;
  readonly commands: Readonly<Record<'move' | 'duplicate' | 'remove' | 'restore' | 'rename', string>>;
}

/** What is selected, and every edit of the form; the document itself, undo and saving are the draft's. */
export function createFormDesigner({ draft, language, words, fixedKeys }: FormDesignerOptions): FormDesigner {
  const form = () => draft.getState().document;
  const run = (label: string, edit: FormEdit, merge?: string) => {
    const before = form();
    const next = edit(before);
    if (next !== before) draft.getState().run(replaceDocument(label, before, next, merge));
  };
  return createStore<FormDesignerState>((set, get) => ({
    selected: null,
    renaming: null,
    drop: null,
    select: (selected) => set({ selected, renaming: null }),
    startRenaming: (renaming) => set({ renaming }),
    aim: (drop) => set({ drop }),
    edit: run,
    add(type, place) {
      const fieldType = fieldTypeNamed(type);
      if (fieldType === undefined) return;
      const key = keyForTitle(fieldType.title, language, takenKeys(form(), fixedKeys()));
      run(
        textIn(fieldType.title, language),
        addField(key, type, place ?? placeBehind(form(), get().selected), language),
      );
      set({ selected: { type: 'field', key }, renaming: null });
    },
    addSection(place) {
      const at = place ?? { parent: [], index: form().form.layout.length };
      run(textIn(words.section, language), addSection(words.section, at));
      set({ selected: { type: 'section', path: [...at.parent, at.index] }, renaming: null });
    },
    move(from, to) {
      const before = form();
      run(words.commands.move, moveTo(from, to));
      const { selected } = get();
      if (form() !== before && selected?.type === 'section')
        set({ selected: { type: 'section', path: pathAfterMove(from, to) } });
    },
    duplicate(key) {
      const field = form().properties[key]?.field;
      if (field === undefined) return;
      const title = words.copyOf(field.title);
      const copy = keyForTitle(title, language, takenKeys(form(), fixedKeys()));
      run(
        words.commands.duplicate,
        duplicateField(key, copy, () => title),
      );
      set({ selected: { type: 'field', key: copy } });
    },
    remove(selection) {
      run(
        words.commands.remove,
        selection.type === 'field' ? removeField(selection.key) : removeSection(selection.path),
      );
      set({ selected: null, renaming: null });
    },
    restore(key, schema) {
      run(words.commands.restore, restoreField(key, schema));
      set({ selected: { type: 'field', key } });
    },
    rename(key, title) {
      run(words.commands.rename, setField(key, { title: ownTitle(form(), key, title) }), `title-${key}`);
    },
    settleKey(key) {
      const field = form().properties[key]?.field;
      if (field === undefined || fixedKeys().has(key) || isNamedInExpressions(form(), key)) return;
      const taken = takenKeys(form(), fixedKeys());
      taken.delete(key);
      const next = keyForTitle(field.title, language, taken);
      if (next === key) return;
      run(words.commands.rename, renameKey(key, next), `title-${key}`);
      const { selected } = get();
      if (selected?.type === 'field' && selected.key === key) set({ selected: { type: 'field', key: next } });
    },
  }));
}

/** Once a field has a name of its own in one language, the name of its type says nothing in the others. */
function ownTitle(form: FormDefinition, key: string, title: LocalText): LocalText {
  const standard = fieldTypeNamed(form.properties[key]?.field.type ?? '')?.title;
  if (typeof title === 'string' || typeof standard !== 'object') return title;
  const own = Object.entries(title).filter(([language, text]) => text !== standard[language]);
  return own.length === 0 ? title : Object.fromEntries(own);
}

/** Behind the selected field, at the end of the selected section, else at the end of the form. */
function placeBehind(form: FormDefinition, selected: Selection | null): Place {
  const { layout } = form.form;
  if (selected?.type === 'section') return { parent: selected.path, index: childrenAt(layout, selected.path).length };
  const path = selected === null ? undefined : pathOfField(layout, selected.key);
  if (path === undefined) return { parent: [], index: layout.length };
  return { parent: path.slice(0, -1), index: (path.at(-1) as number) + 1 };
}
