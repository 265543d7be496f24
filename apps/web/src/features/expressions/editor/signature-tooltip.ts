import { describeType } from '@tangram/expression';
import { textIn } from '@tangram/schema';
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { EditorView, showTooltip, type Tooltip } from '@codemirror/view';
import { type CallAt, signatureAt } from '../text/signature-at.ts';
import { parameterText } from '../text/signature-text.ts';
import { type EditorAround, editorAround } from './editor-around.ts';

/** While the caret stands in the brackets of a function: its signature, the argument it is at, and what it does. */
export function signatureTooltip(): Extension {
  return [
    hasFocus,
    EditorView.focusChangeEffect.of((_state, isFocused) => setFocus.of(isFocused)),
    StateField.define<Tooltip | null>({
      create: tooltipOf,
      update: (shown, { docChanged, selection, effects, state }) =>
        docChanged || selection !== undefined || effects.length > 0 ? tooltipOf(state) : shown,
      provide: (field) => showTooltip.from(field),
    }),
  ];
}

const setFocus = StateEffect.define<boolean>();

const hasFocus = StateField.define<boolean>({
  create: () => false,
  update: (value, { effects }) => effects.find((effect) => effect.is(setFocus))?.value ?? value,
});

function tooltipOf(state: EditorState): Tooltip | null {
  const around = state.facet(editorAround);
  if (around === undefined || !state.field(hasFocus)) return null;
  const call = signatureAt(state.doc.toString(), state.selection.main.head);
  if (call === null) return null;
  return { pos: call.from, above: true, strictSide: true, arrow: false, create: () => ({ dom: drawn(call, around) }) };
}

function drawn({ entry, argument }: CallAt, { language }: EditorAround): HTMLElement {
  const box = element('div', 'cm-signature', '');
  // The signature with room for the argument; the last one where arguments repeat.
  const signature = entry.signatures.find(({ parameters }) => argument < parameters.length) ?? entry.signatures[0];
  const parameters = signature?.parameters ?? [];
  const line = element('div', 'cm-signature-line', `${entry.name}(`);
  for (const [index, parameter] of parameters.entries()) {
    const isHere = index === argument || (parameter.isVariadic === true && argument >= index);
    line.append(index === 0 ? '' : ', ', element(isHere ? 'b' : 'span', '', parameterText(parameter)));
    line.append(element('small', '', ` ${describeType(parameter.type, language)}`));
  }
  line.append(')');
  box.append(line, element('p', '', textIn(entry.title, language)));
  return box;
}

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}
