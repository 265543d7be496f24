import { nameText, stringLiteral } from '@tangram/expression';
import type { Problem } from '@tangram/schema';

/** An edit that mends a problem or writes what a note says was read. */
export interface Fix {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/**
 * How a problem of `text` is mended by one click, where that can be said: the name that was probably meant, brackets after
 * `not`, double quotes, FEEL's own sign for one that was read as it. `keyOf` finds a field by what people call it.
 */
export function fixOf(problem: Problem, text: string, keyOf: (title: string) => string | undefined): Fix | null {
  const params = problem.params ?? {};
  const [from, to] = [params['from'], params['to']];
  if (typeof from !== 'number' || typeof to !== 'number') return null;
  const meant = params['meant'] === undefined ? undefined : textOf(params['meant']);
  switch (problem.code) {
    case 'EXPR_NAME_UNKNOWN': {
      const titled = keyOf(textOf(params['name']));
      if (titled !== undefined) return { from, to, insert: titled };
      return meant === undefined ? null : { from, to, insert: nameOf(meant) };
    }
    case 'EXPR_FUNCTION_UNKNOWN':
      return meant === undefined ? null : { from, to, insert: meant };
    case 'EXPR_FUNCTION_BRACKETS':
      return { from, to, insert: `${text.slice(from, to)}()` };
    case 'EXPR_MEMBER_UNKNOWN':
      return meant === undefined ? null : { from: startOfMember(text, from, to), to, insert: nameOf(meant) };
    case 'EXPR_NOT_BRACKETS':
      return { from, to, insert: `not(${textOf(params['rest'])})` };
    case 'EXPR_TEXT_QUOTES':
      return { from, to, insert: stringLiteral(text.slice(from + 1, to - 1)) };
    case 'EXPR_NOTE_NORMALISED':
      return noteFix(text, from, to, textOf(params['read']));
    default:
      return null;
  }
}

function textOf(param: unknown): string {
  return typeof param === 'string' ? param : '';
}

/** Function names have spaces and stand as they are. */
function nameOf(meant: string): string {
  return meant.includes(' ') ? meant : nameText(meant);
}

/** The problem spans the whole path; only its last name is wrong. */
function startOfMember(text: string, from: number, to: number): number {
  const dot = text.slice(from, to).search(/[.。](?=[^.。]*$)/);
  if (dot < 0) return from;
  const after = /^\s*/.exec(text.slice(from + dot + 1, to));
  return from + dot + 1 + (after?.[0].length ?? 0);
}

/** Quotes come in pairs: both are written anew, with what stands between them. */
function noteFix(text: string, from: number, to: number, read: string): Fix {
  if (read !== '"') return { from, to, insert: read };
  const close = text.slice(to).search(/[“”‘’」』＂]/);
  if (close < 0) return { from, to, insert: read };
  return { from, to: to + close + 1, insert: stringLiteral(text.slice(to, to + close)) };
}
