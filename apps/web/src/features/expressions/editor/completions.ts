import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from '@codemirror/autocomplete';
import { Transaction, type Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { completeExpression, type Suggestion } from '../text/complete-expression.ts';
import { editorAround } from './editor-around.ts';

/** The list of what may be written here. It opens while a word is typed, after a comparison, and on Ctrl+Space. */
export function completions(): Extension {
  return autocompletion({
    override: [suggest],
    icons: false,
    maxRenderedOptions: 60,
    optionClass: (completion) => `cm-suggestion-${completion.type ?? ''}`,
    addToOptions: [{ render: (completion) => kindBadge(completion), position: 20 }],
  });
}

interface ListedSuggestion extends Completion {
  readonly kindWord: string;
}

function suggest(context: CompletionContext): CompletionResult | null {
  const around = context.state.facet(editorAround);
  if (around === undefined || context.view?.compositionStarted === true) return null;
  const found = completeExpression(context.state.doc.toString(), context.pos, around, context.explicit);
  if (found === null) return null;
  return {
    from: found.from,
    to: found.to,
    // Ours is found by titles in two languages and by pinyin, which the list's own filter knows nothing of.
    filter: false,
    options: found.suggestions.map(
      (suggestion): ListedSuggestion => ({
        label: suggestion.label,
        detail: suggestion.detail,
        type: suggestion.kind,
        kindWord: around.kindWords[suggestion.kind] ?? '',
        ...(suggestion.help === '' ? {} : { info: suggestion.help }),
        apply: (view, _completion, from, to) => write(view, suggestion, from, to),
      }),
    ),
  };
}

function write(view: EditorView, suggestion: Suggestion, from: number, to: number): void {
  view.dispatch({
    changes: { from, to, insert: suggestion.insert },
    selection: { anchor: from + suggestion.caret },
    annotations: Transaction.userEvent.of('input.complete'),
    scrollIntoView: true,
  });
  // After `=` the values are the next question.
  if (suggestion.kind === 'operator') startCompletion(view);
}

function kindBadge(completion: Completion): Node {
  const badge = document.createElement('span');
  badge.className = 'cm-kind';
  badge.textContent = (completion as ListedSuggestion).kindWord;
  return badge;
}
