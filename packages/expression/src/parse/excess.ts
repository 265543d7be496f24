import type { ExpressionCode } from '../errors.ts';
import { ExcessScan } from './excess-scan.ts';
import { endOfQuoted } from './normalise.ts';

/** What makes a text too much for the parser, which would take seconds for it; `at` is where the limit is passed. */
export interface Excess {
  readonly code: ExpressionCode;
  readonly at: number;
  readonly limit: number;
}

/**
 * Looks through a text for what no parser should be asked to read: brackets or `if`, `for`, `some` within one another,
 * values side by side, words of one name, filters, beyond the limits. Null when there is nothing of that.
 */
export function excessOf(text: string): Excess | null {
  const scan = new ExcessScan();
  let at = 0;
  while (at < text.length && scan.excess === null) {
    const end = endOfQuoted(text, at);
    if (end > at) {
      // A comment parts nothing, as a space does not.
      if (text[at] !== '/') scan.quoted();
      at = end;
      continue;
    }
    wordPattern.lastIndex = at;
    const word = wordPattern.exec(text)?.[0];
    if (word === undefined) scan.sign(text[at] as string, at);
    else scan.word(word, at);
    at += word?.length ?? 1;
  }
  return scan.excess;
}

/** In FEEL's grammar whatever is not ASCII may be part of a name: signs, too. */
const wordPattern = /(?:[\w?]|(?!\s)\P{ASCII})+/uy;
