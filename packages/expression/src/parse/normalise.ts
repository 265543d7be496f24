import type { Problem } from '@tangram/schema';
import { expressionProblem } from '../errors.ts';
import type { Scope } from '../types/feel-type.ts';

/** Text ready for the parser, and for each of its units where it stands in the text as written. */
export interface NormalText {
  readonly text: string;
  /** Original offset of each unit of `text`, and of its end. */
  readonly offsets: readonly number[];
  readonly notes: readonly Problem[];
  /** Where a text begins that never ends, or null. */
  readonly openTextAt: number | null;
  /** Where a comment begins that never ends, or null. */
  readonly openCommentAt: number | null;
}

/**
 * Turns what a Chinese keyboard or a programmer's habit writes into FEEL, with a note for each sort of change:
 * `金额＞100` -> `金额>100`, `“官网”` -> `"官网"`, `≥` -> `>=`, `==` -> `=`, `<>` -> `!=`, `&&` -> `and`. In FEEL's grammar
 * full-width signs are letters of names, so leaving them would make `金额＞100` one valid, unknown name.
 * Text in quotes, comments and backticks stays as it is.
 */
export function normaliseText(written: string, path: string, scope: Scope = noNames): NormalText {
  const units: string[] = [];
  const offsets: number[] = [];
  const seen = new Map<string, Problem>();
  const push = (text: string, at: number) => {
    for (const unit of text) {
      units.push(unit);
      for (let index = 0; index < unit.length; index++) offsets.push(at);
    }
  };
  const note = (from: number, to: number, read: string) => {
    const text = written.slice(from, to);
    const key = `${text}\u0000${read}`;
    if (seen.has(key)) return;
    seen.set(key, expressionProblem('EXPR_NOTE_NORMALISED', path, { written: text, read: read.trim(), from, to }));
  };
  /** Signs whose closing sign is nowhere behind this place. */
  const unclosed = new Set<string>();
  let at = 0;
  let openTextAt: number | null = null;
  let openCommentAt: number | null = null;
  while (at < written.length) {
    const end = endOfQuoted(written, at);
    if (end > at) {
      if (isOpen(written, at, end)) openTextAt ??= at;
      if (isOpenComment(written, at, end)) openCommentAt ??= at;
      // A spreadsheet's `"a""b"`: in FEEL two texts never stand side by side.
      const isDoubled = written[at] === '"' && written[at - 1] === '"' && units.at(-1) === '"';
      if (isDoubled) {
        units.splice(-1, 1, '\\', '"');
        offsets.splice(-1, 1, at - 1, at);
      }
      for (let index = at + (isDoubled ? 1 : 0); index < end; index++) {
        units.push(written[index] as string);
        offsets.push(index);
      }
      at = end;
      continue;
    }
    const curly = curlyText(written, at, unclosed);
    if (curly !== null) {
      note(at, at + 1, '"');
      push('"', at);
      for (let index = at + 1; index < curly - 1; index++) {
        const unit = written[index] as string;
        push(unit === '"' ? '\\"' : unit, index);
      }
      push('"', curly - 1);
      at = curly;
      continue;
    }
    const operator = operatorAt(written, at);
    if (operator !== null) {
      note(at, operator.to, operator.read);
      push(operator.read, at);
      at = operator.to;
      continue;
    }
    const capital = capitalAt(written, at);
    if (capital !== null && !Object.hasOwn(scope.variables, capital)) {
      note(at, at + capital.length, capital.toLowerCase());
      push(capital.toLowerCase(), at);
      at += capital.length;
      continue;
    }
    const unit = written[at] as string;
    const read = signs.get(unit) ?? fullWidth(unit);
    if (read !== null) {
      if (read !== ' ') note(at, at + 1, read);
      push(read, at);
    } else {
      units.push(unit);
      offsets.push(at);
    }
    at += 1;
  }
  offsets.push(written.length);
  return { text: units.join(''), offsets, notes: [...seen.values()], openTextAt, openCommentAt };
}

const noNames: Scope = { variables: {} };

/** `a AND b`, `IF a THEN b ELSE c`: a word of the grammar in capitals; null for `AND(a, b)`, which is a function's name. */
function capitalAt(text: string, at: number): string | null {
  if (/[\p{L}\p{N}_.]/u.test(text[at - 1] ?? '')) return null;
  const word = /^(?:AND|OR|THEN|ELSE|IF|IN|BETWEEN)(?![\p{L}\p{N}_])/u.exec(text.slice(at, at + 10))?.[0];
  if (word === undefined) return null;
  if (word === 'THEN' || word === 'ELSE') return word;
  const isCall = /^\s*[(（]/.test(text.slice(at + word.length));
  if (word === 'IF') return isCall && !/\bTHEN\b/.test(text) ? null : word;
  const before = text.slice(0, at).trimEnd();
  const isBetween =
    /[\p{L}\p{N}_)）\]】}"”’」』`]$/u.test(before) &&
    !/(?:^|[^\p{L}\p{N}_])(?:if|then|else|and|or|not|in|return|satisfies)$/iu.test(before);
  return isBetween ? word : null;
}

/** The end of the string, backtick name or comment that begins at `at`; `at` itself when none does. */
export function endOfQuoted(text: string, at: number): number {
  const unit = text[at];
  if (unit === '"' || unit === '`') {
    for (let index = at + 1; index < text.length; index++) {
      if (unit === '"' && text[index] === '\\') index += 1;
      else if (text[index] === unit) return index + 1;
    }
    return text.length;
  }
  if (text.startsWith('//', at)) {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  }
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? text.length : end + 2;
  }
  return at;
}

function isOpenComment(text: string, at: number, end: number): boolean {
  return text.startsWith('/*', at) && end === text.length && (end < at + 4 || !text.endsWith('*/'));
}

/** True when the quoted part has no closing sign. */
function isOpen(text: string, at: number, end: number): boolean {
  const unit = text[at];
  if (unit !== '"' && unit !== '`') return false;
  return (
    end === at + 1 ||
    text[end - 1] !== unit ||
    (unit === '"' && /(?:^|[^\\])(?:\\\\)*\\"$/.test(text.slice(at + 1, end)))
  );
}

/** The end of text in “...”, ‘...’, 「...」, 『...』 or ＂...＂ that begins at `at`, or null. */
function curlyText(text: string, at: number, unclosed: Set<string>): number | null {
  const open = text[at] as string;
  const close = closing[open];
  if (close === undefined || unclosed.has(open)) return null;
  const rest = text.slice(at + 1).search(close);
  if (rest < 0) unclosed.add(open);
  return rest < 0 ? null : at + 1 + rest + 1;
}

const closing: { readonly [open: string]: RegExp | undefined } = {
  '“': /[“”]/,
  '”': /[“”]/,
  '‘': /[‘’]/,
  '’': /[‘’]/,
  '「': /」/,
  '『': /』/,
  '＂': /＂/,
};

/** What programmers and spreadsheets write for an operator, from three signs to one; null where FEEL's own stands. */
function operatorAt(text: string, at: number): { read: string; to: number } | null {
  for (let size = 3; size > 0; size--) {
    const read = operators.get(text.slice(at, at + size));
    if (read === undefined || at + size > text.length) continue;
    // `function<>` is a type without parameters; `function<T>->` ends with an arrow.
    if (read === '!=' && /\bfunction\s*$/.test(text.slice(0, at))) return null;
    return { read, to: at + size };
  }
  return null;
}

const operators = new Map([
  ['===', '='],
  ['!==', '!='],
  ['=<', '<='],
  ['=>', '>='],
  ['≧', '>='],
  ['≦', '<='],
  ['^', '**'],
  ['&', '+'],
  ['＾', '**'],
  ['＆', '+'],
  ['＝＜', '<='],
  ['＝＞', '>='],
  ['==', '='],
  ['<>', '!='],
  ['&&', ' and '],
  ['||', ' or '],
  ['＝＝', '='],
  ['＜＞', '!='],
  ['！＝', '!='],
  ['＞＝', '>='],
  ['＜＝', '<='],
  ['＆＆', ' and '],
]);

const signs = new Map([
  ['≥', '>='],
  ['≤', '<='],
  ['≠', '!='],
  ['×', '*'],
  ['÷', '/'],
  ['−', '-'],
  ['–', '-'],
  ['—', '-'],
  ['、', ','],
  ['。', '.'],
  ['【', '['],
  ['】', ']'],
  ['〔', '['],
  ['〕', ']'],
  ['\u3000', ' '],
  ['\u00a0', ' '],
  ['\ufeff', ' '],
]);

/** Full-width ASCII (U+FF01 to U+FF5E) as ASCII, except letters: `Ａ` may well be part of a name. */
function fullWidth(unit: string): string | null {
  const code = unit.charCodeAt(0);
  if (code < 0xff01 || code > 0xff5e) return null;
  const read = String.fromCharCode(code - 0xfee0);
  return /[A-Za-z_]/.test(read) ? null : read;
}
