import { setDiagnostics } from '@codemirror/lint';
import { Annotation, Compartment, EditorState, Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { Fix } from '../text/problem-fix.ts';
import type { EditorAround } from './editor-around.ts';
import { extensionsFor, fixedExtensions, nameOf } from './editor-extensions.ts';

/** What is marked under the text. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'info';
  readonly message: string;
  readonly fix?: Fix & { readonly label: string };
}

export interface CodeEditorProps {
  readonly id: string | undefined;
  /** What the editor is for, to those who do not see it. */
  readonly label: string;
  readonly value: string;
  /** Never called while an input method composes: what is half written is nobody's business. */
  readonly onChange: (value: string) => void;
  /** Keep it stable between renders. */
  readonly around: EditorAround;
  readonly marks: readonly Mark[];
  readonly placeholder: string;
  readonly isSingleLine: boolean;
}

/** The document was set from outside: by undo, by a fix, by the other mode. */
const fromOutside = Annotation.define<true>();
/** A composition's last change reaches the document a moment after its end. */
const afterCompositionMs = 60;

const mostEchoes = 50;

/** The text editor itself; its own chunk, loaded where an expression is edited. */
export function CodeEditor({ id, label, value, onChange, around, marks, placeholder, isSingleLine }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const surroundings = useRef(new Compartment());
  const naming = useRef(new Compartment());
  /** The text that was handed over or taken over last. */
  const said = useRef(value);
  /** What was handed over and has not come back as `value`: it may come late, when more is typed already. */
  const echoes = useRef<readonly string[]>([]);
  /** A value came from outside while an input method was composing. */
  const isMissed = useRef(false);
  const hasProblem = marks.some(({ severity }) => severity === 'error');

  const say = useEffectEvent((): boolean => {
    const editor = view.current;
    const text = editor?.state.doc.toString() ?? '';
    if (editor === null || editor.compositionStarted || text === said.current) return false;
    said.current = text;
    echoes.current = [...echoes.current.slice(-mostEchoes), text];
    onChange(text);
    return true;
  });
  const takeOver = useEffectEvent(() => {
    const seen = echoes.current.lastIndexOf(value);
    if (seen >= 0) {
      echoes.current = echoes.current.slice(seen + 1);
      return;
    }
    const editor = view.current;
    if (editor === null || value === said.current) return;
    isMissed.current = editor.compositionStarted;
    if (editor.compositionStarted) return;
    said.current = value;
    const text = editor.state.doc.toString();
    if (text === value) return;
    editor.dispatch({
      changes: changeBetween(text, value),
      annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
    });
  });
  const settle = useEffectEvent(() => {
    // Draws the chips of what was composed.
    view.current?.dispatch({});
    // What was composed wins over what came from outside meanwhile: it is what the person looks at.
    if (!say() && isMissed.current) takeOver();
  });

  // The editor is made once; what changes later is told to it below.
  const open = useEffectEvent((parent: HTMLDivElement) => {
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: value,
        extensions: [
          fixedExtensions(isSingleLine),
          surroundings.current.of(extensionsFor(around, placeholder)),
          naming.current.of(nameOf(id, label, hasProblem)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside) === true)) say();
          }),
          EditorView.domEventObservers({
            compositionend: () => void setTimeout(() => settle(), afterCompositionMs),
            blur: () => void say(),
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  });
  useLayoutEffect(() => (host.current === null ? undefined : open(host.current)), []);

  useEffect(() => takeOver(), [value]);
  useEffect(() => {
    view.current?.dispatch({ effects: surroundings.current.reconfigure(extensionsFor(around, placeholder)) });
  }, [around, placeholder]);
  useEffect(() => {
    view.current?.dispatch({ effects: naming.current.reconfigure(nameOf(id, label, hasProblem)) });
  }, [id, label, hasProblem]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.compositionStarted) return;
    const { length } = editor.state.doc;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        marks.map(({ from, to, severity, message, fix }) => ({
          from: Math.min(from, length),
          to: Math.min(to, length),
          severity,
          message,
          actions:
            fix === undefined
              ? []
              : [{ name: fix.label, apply: (target: EditorView) => target.dispatch({ changes: fix }) }],
        })),
      ),
    );
  }, [marks]);

  return <div ref={host} />;
}

/** The one change that makes `next` of `text`, so that the caret stays where it can. */
function changeBetween(text: string, next: string): { from: number; to: number; insert: string } {
  let start = 0;
  while (start < text.length && start < next.length && text[start] === next[start]) start += 1;
  let end = 0;
  while (
    end < text.length - start &&
    end < next.length - start &&
    text[text.length - 1 - end] === next[next.length - 1 - end]
  )
    end += 1;
  return { from: start, to: text.length - end, insert: next.slice(start, next.length - end) };
}
