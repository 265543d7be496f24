import type { Problem } from '@tangram/schema';
import { ProblemList } from '../ast/problem-list.ts';
import type { Node } from '../ast/node.ts';
import { type ExpressionCode, expressionProblem } from '../errors.ts';
import { maxDepth, maxLength } from '../limits.ts';
import type { Scope } from '../types/feel-type.ts';
import { excessOf } from './excess.ts';
import { parseTree, type Top } from './lezer-parser.ts';
import { normaliseText } from './normalise.ts';
import { readSentence } from './read-sentence.ts';
import type { FieldLabel } from './sentence-names.ts';
import { type Note, readSpreadsheet } from './read-spreadsheet.ts';
import { SourceTree } from './source-tree.ts';
import { TreeReader } from './tree-reader.ts';

export interface Parsed {
  readonly ast: Node | null;
  /** False when it is no text of the kind asked for; true also of one with too much in it for the parser. */
  readonly isRead: boolean;
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

export interface ParseOptions {
  readonly top: Top;
  /** JSON Pointer of the text: the path of every problem. */
  readonly path: string;
  readonly isStrict: boolean;
  /** Read the text as a Chinese sentence, with these names of fields. */
  readonly sentence?: readonly FieldLabel[];
}

const tooMuch: ReadonlySet<string> = new Set<ExpressionCode>([
  'EXPR_TOO_DEEP',
  'EXPR_TOO_MANY',
  'EXPR_TOO_MANY_FILTERS',
  'EXPR_TOO_MANY_WORDS',
]);

/**
 * Text -> our tree, nothing resolved yet. Unary tests become one `in` node over the name `?`; `-` (any value) becomes
 * `true`. In strict mode a date text that does not exist is a problem; else it is null, as the standard says.
 */
export function parseExpression(written: string, scope: Scope, options: ParseOptions): Parsed {
  const list = new ProblemList(options.path);
  const refused = (notes: readonly Problem[] = []): Parsed => ({
    ast: null,
    isRead: list.problems.some(({ code }) => tooMuch.has(code)),
    problems: list.problems,
    notes,
  });
  if (written.length > maxLength) {
    list.add('EXPR_TOO_LONG', { from: 0, to: written.length }, { length: written.length, limit: maxLength });
    return refused();
  }
  const halfAt = written.search(/\p{Surrogate}/u);
  if (halfAt >= 0) {
    list.add('EXPR_SYNTAX', { from: halfAt, to: halfAt + 1 }, { near: '\ufffd' });
    return refused();
  }
  const plain = normaliseText(written, options.path, scope);
  const sentence = options.sentence === undefined ? null : readSentence(plain, options.sentence, options.path);
  if (options.sentence !== undefined && sentence === null) return refused();
  const normal = sentence ?? plain;
  if (normal.text.trim() === '') {
    list.add('EXPR_EMPTY', { from: 0, to: written.length });
    return refused(normal.notes);
  }
  if (normal.openTextAt !== null) list.add('EXPR_TEXT_OPEN', { from: normal.openTextAt, to: written.length });
  if (normal.openCommentAt !== null) list.add('EXPR_COMMENT_OPEN', { from: normal.openCommentAt, to: written.length });
  const excess = excessOf(normal.text);
  if (excess !== null) {
    const at = normal.offsets[excess.at] as number;
    list.add(excess.code, { from: at, to: at + 1 }, { limit: excess.limit });
  }
  if (list.problems.length > 0) return refused(normal.notes);
  // `range<T>` is missing in the parser's types: it reads `list <T>` instead, and we look at the original text.
  const masked = normal.text.replaceAll(/\brange</g, 'list <');
  const tree = parseTree(masked, options.top, scope);
  if ('isTooDeep' in tree && tree.isTooDeep) {
    list.add('EXPR_TOO_DEEP', { from: 0, to: normal.offsets[tree.at] as number }, { limit: maxDepth });
    return refused(normal.notes);
  }
  const source = new SourceTree(normal, written, list);
  const reader = new TreeReader(source, options.isStrict, sentence?.meanings ?? new Map(), scope);
  const read = 'isTooDeep' in tree ? reader.unreadableAt(tree.at) : reader.top(tree.topNode);
  const notes = [...normal.notes];
  const note: Note = (from, to, as) =>
    notes.push(
      expressionProblem('EXPR_NOTE_NORMALISED', options.path, { written: written.slice(from, to), read: as, from, to }),
    );
  const ast = read === null ? null : readSpreadsheet(read, scope, list, note);
  return list.problems.length === 0 && ast !== null ? { ast, isRead: true, problems: [], notes } : refused(notes);
}
