import type { Node, Scope } from '@tangram/expression';
import { Facet } from '@codemirror/state';
import type { Language } from '@tangram/schema';
import type { ConditionNames } from '../condition-field.ts';

/** What the parts of the editor know beyond the text. */
export interface EditorAround {
  readonly scope: Scope;
  readonly names: ConditionNames;
  readonly language: Language;
  /** What a path's chip says; undefined for a path that stays text. */
  readonly chipOf: (path: string) => string | undefined;
  /** The tree of a text that reads, else null. */
  readonly astOf: (text: string) => Node | null;
  readonly kindWords: { readonly [kind: string]: string };
}

export const editorAround = Facet.define<EditorAround, EditorAround | undefined>({ combine: ([first]) => first });
