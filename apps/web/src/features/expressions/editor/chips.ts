import { type Extension, RangeSet, StateField, Transaction } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from '@codemirror/view';
import { fieldSpans } from '../text/field-spans.ts';
import { editorAround } from './editor-around.ts';

/**
 * Fields are shown by their titles, as chips; the text holds their keys. A chip is stepped over and deleted as one. A name
 * that is being typed stays text until the caret leaves it: it may go on, and a chip would swallow what is typed next.
 * While an input method composes nothing is drawn anew, which would end the composition.
 */
export function chips(): Extension {
  return [typedAt, chipDrawing];
}

/** Where the caret stands after typing; null when it came there otherwise (moved, completed, pasted). */
const typedAt = StateField.define<number | null>({
  create: () => null,
  update(value, transaction) {
    if (transaction.docChanged) {
      const isTyped = transaction.isUserEvent('input.type') || transaction.isUserEvent('delete');
      return isTyped ? transaction.newSelection.main.head : null;
    }
    return transaction.selection === undefined && transaction.annotation(Transaction.userEvent) === undefined
      ? value
      : null;
  },
});

class Chip extends WidgetType {
  readonly title: string;
  readonly path: string;

  constructor(title: string, path: string) {
    super();
    this.title = title;
    this.path = path;
  }

  override eq(other: Chip): boolean {
    return other.title === this.title && other.path === this.path;
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement('span');
    chip.className = 'cm-field';
    chip.textContent = this.title;
    chip.title = this.path;
    chip.dataset['path'] = this.path;
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

const chipDrawing = ViewPlugin.fromClass(
  class {
    chips: DecorationSet;

    constructor(view: EditorView) {
      this.chips = drawChips(view);
    }

    update(update: ViewUpdate): void {
      if (update.view.compositionStarted) this.chips = this.chips.map(update.changes);
      else this.chips = drawChips(update.view);
    }
  },
  {
    decorations: (drawing) => drawing.chips,
    provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.chips ?? RangeSet.empty),
  },
);

function drawChips({ state }: EditorView): DecorationSet {
  const around = state.facet(editorAround);
  if (around === undefined) return Decoration.none;
  const text = state.doc.toString();
  const typed = state.field(typedAt);
  return Decoration.set(
    fieldSpans(text, around.scope, around.astOf(text)).flatMap(({ from, to, path }) => {
      const title = around.chipOf(path);
      if (title === undefined || typed === to) return [];
      return [Decoration.replace({ widget: new Chip(title, path) }).range(from, to)];
    }),
  );
}
