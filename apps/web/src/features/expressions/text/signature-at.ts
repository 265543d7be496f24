import { type FunctionEntry, functionNamed } from '@tangram/expression';
import { functionEndingAt, scanText, type Token } from './scan-text.ts';

/** The call around a place in a text. */
export interface CallAt {
  readonly entry: FunctionEntry;
  /** Which argument the place is in, from 0. */
  readonly argument: number;
  /** Where the function's name begins. */
  readonly from: number;
}

/** The innermost call of a built-in function whose brackets hold the offset `at`, or null. */
export function signatureAt(text: string, at: number): CallAt | null {
  const tokens = scanText(text).filter((token) => token.type !== 'comment');
  const open: { readonly call: Omit<CallAt, 'argument'> | null; argument: number }[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.from >= at) break;
    // Inside a text that is still being written, brackets and commas are just letters.
    if (token.type !== 'sign') continue;
    if ('([{（【'.includes(token.text)) open.push({ call: calledBefore(tokens, index), argument: 0 });
    else if (')]}）】'.includes(token.text)) open.pop();
    else if (',，、'.includes(token.text)) {
      const innermost = open.at(-1);
      if (innermost !== undefined) innermost.argument += 1;
    }
  }
  const innermost = open.findLast(({ call }) => call !== null);
  return innermost?.call == null ? null : { ...innermost.call, argument: innermost.argument };
}

function calledBefore(tokens: readonly Token[], bracket: number): Omit<CallAt, 'argument'> | null {
  if (!'(（'.includes(tokens[bracket]?.text ?? '')) return null;
  const found = functionEndingAt(tokens, bracket - 1, (name) => functionNamed(name) !== undefined);
  const entry = found === null ? undefined : functionNamed(found.name);
  return found === null || entry === undefined ? null : { entry, from: found.from };
}
