import { closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, LRLanguage, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension, type Transaction } from '@codemirror/state';
import { EditorView, keymap, placeholder, tooltips } from '@codemirror/view';
import { syntaxParser } from '@tangram/expression';
import { chips } from './chips.ts';
import { completions } from './completions.ts';
import { type EditorAround, editorAround } from './editor-around.ts';
import { editorTheme, highlightStyle } from './editor-theme.ts';
import { signatureTooltip } from './signature-tooltip.ts';

/** What never changes while an editor lives. Tab moves on to the next control, as everywhere on the page. */
export function fixedExtensions(isSingleLine: boolean): Extension {
  return [
    history(),
    isSingleLine ? oneLine : EditorView.lineWrapping,
    bracketMatching(),
    closeBrackets(),
    completions(),
    signatureTooltip(),
    chips(),
    editorTheme,
    syntaxHighlighting(highlightStyle),
    // Fixed within the editor: a list hung at the page's end would count as a click outside of popovers around it.
    tooltips({ position: 'fixed' }),
    escapeFromList,
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
  ];
}

/** Esc closes the list of completions, and not the popover or drawer around the editor as well. */
const escapeFromList = EditorView.domEventHandlers({
  keydown(event, view) {
    if (event.key === 'Escape' && completionStatus(view.state) !== null) event.stopPropagation();
    return false;
  },
});

/** What follows the names that may be used and the language spoken. */
export function extensionsFor(around: EditorAround, hint: string): Extension {
  return [
    editorAround.of(around),
    LRLanguage.define({
      parser: syntaxParser(around.scope),
      languageData: { closeBrackets: { brackets: ['(', '[', '{', '"'] } },
    }),
    hint === '' ? [] : placeholder(hint),
  ];
}

/** What the editor is called, and whether something is wrong in it, for those who do not see it. */
export function nameOf(id: string | undefined, label: string, hasProblem: boolean): Extension {
  return [
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-invalid': String(hasProblem),
      ...(id === undefined ? {} : { id }),
    }),
    EditorView.editorAttributes.of({ 'data-problem': String(hasProblem) }),
  ];
}

/** Line breaks, typed or pasted, become spaces. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
  const changes: { from: number; to: number; insert: string }[] = [];
  transaction.changes.iterChanges((from, to, _newFrom, _newTo, inserted) => {
    changes.push({ from, to, insert: inserted.toString().replaceAll(/\s*\n\s*/g, ' ') });
  });
  return [{ changes, ...selectionAfter(transaction, changes), scrollIntoView: true }];
});

function selectionAfter(transaction: Transaction, changes: readonly { from: number; insert: string }[]) {
  const [only] = changes;
  if (only === undefined || changes.length > 1) return {};
  // Enter alone is no change worth a space.
  if (only.insert.trim() === '' && transaction.isUserEvent('input')) return { changes: [] };
  return { selection: { anchor: only.from + only.insert.length } };
}
