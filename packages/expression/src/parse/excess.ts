import type { ExpressionCode } from '../errors.ts';
import { maxDepth, maxEntries, maxOperands, maxParts, maxWords } from '../limits.ts';
import { endOfQuoted } from './normalise.ts';

/** What makes a text too much for the parser, which would take seconds for it; `at` is where the limit is passed. */
export interface Excess {
  readonly code: ExpressionCode;
  readonly at: number;
  readonly limit: number;
}

/**
 * Looks through a text for what no parser should be asked to read: brackets or `if`, `for`, `some` within one another,
 * values side by side, words of one name, beyond the limits. Null when there is nothing of that.
 */
export function excessOf(text: string): Excess | null {
  const scan = new Scan();
  let at = 0;
  while (at < text.length && scan.excess === null) {
    const end = endOfQuoted(text, at);
    if (end > at) {
      scan.sign('', at);
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

const wordPattern = /[\p{L}\p{N}_]+/uy;

/** One open bracket, or an `if`, `for`, `some`, `every` whose last part may still go on. */
interface Open {
  readonly type: 'bracket' | 'if' | 'loop';
  /** Values between its commas, and how many it may hold. */
  parts: number;
  readonly limit: number;
  /** What `and` and `or` join between two commas. */
  operands: number;
  /** Behind `else`, `return` or `satisfies`: it goes on to the next comma or the end of its bracket. */
  isLast: boolean;
}

class Scan {
  excess: Excess | null = null;
  /** What is outside all brackets stands in the first: `for a in x, b in y`, unary tests. */
  private readonly open: Open[] = [openOf('bracket')];
  private brackets = 0;
  private words = 0;

  sign(sign: string, at: number): void {
    if (/\s/.test(sign)) return;
    this.words = 0;
    if (sign === '(' || sign === '[') this.enter(openOf('bracket'), at);
    else if (sign === '{') this.enter(openOf('bracket', maxEntries), at);
    else if (sign === ')' || sign === ']' || sign === '}') this.leave();
    else if (sign === ',') {
      this.closeLast();
      this.part(at);
    }
  }

  word(word: string, at: number): void {
    const type = openers.get(word);
    if (type !== undefined) this.enter(openOf(type), at);
    else if (word === 'else') this.lastPart('if');
    else if (word === 'return' || word === 'satisfies') this.lastPart('loop');
    else if (word === 'then') this.closeLast();
    else if (word === 'and' || word === 'or') this.operand(at);
    // What they part stands beside nothing.
    if (parters.has(word)) this.bracket().operands = 1;
    if (keywords.has(word)) this.words = 0;
    else if (++this.words > maxWords) this.excess ??= { code: 'EXPR_TOO_MANY_WORDS', at, limit: maxWords };
  }

  private enter(open: Open, at: number): void {
    this.open.push(open);
    if (open.type === 'bracket') this.brackets += 1;
    // Brackets do not count as levels of the tree, which has a limit of its own.
    const depth = open.type === 'bracket' ? this.brackets : this.open.length - 1 - this.brackets;
    if (depth > maxDepth) this.excess ??= { code: 'EXPR_TOO_DEEP', at, limit: maxDepth };
  }

  private leave(): void {
    while (this.open.at(-1)?.type !== 'bracket') this.open.pop();
    if (this.open.length === 1) return;
    this.open.pop();
    this.brackets -= 1;
  }

  /** One value more in the bracket that is open. */
  private part(at: number): void {
    const bracket = this.bracket();
    bracket.parts += 1;
    bracket.operands = 1;
    if (bracket.parts > bracket.limit) this.tooMany(at, bracket.limit);
  }

  private operand(at: number): void {
    const bracket = this.bracket();
    bracket.operands += 1;
    if (bracket.operands > maxOperands) this.tooMany(at, maxOperands);
  }

  private tooMany(at: number, limit: number): void {
    this.excess ??= { code: 'EXPR_TOO_MANY', at, limit };
  }

  private bracket(): Open {
    return this.open.findLast(({ type }) => type === 'bracket') as Open;
  }

  private closeLast(): void {
    while (this.open.at(-1)?.isLast === true) this.open.pop();
  }

  /** `else` belongs to the `if` nearest before it that has none, and ends what stands between. */
  private lastPart(type: Open['type']): void {
    const own = this.open.findLastIndex((open) => open.type === 'bracket' || (open.type === type && !open.isLast));
    const open = this.open[own] as Open;
    if (open.type === 'bracket') return;
    this.open.length = own + 1;
    open.isLast = true;
  }
}

function openOf(type: Open['type'], limit: number = maxParts): Open {
  return { type, limit, parts: 1, operands: 1, isLast: false };
}

const openers = new Map<string, Open['type']>([
  ['if', 'if'],
  ['for', 'loop'],
  ['some', 'loop'],
  ['every', 'loop'],
]);

const parters = new Set(['then', 'else', 'return', 'satisfies']);

const keywords = new Set(
  'and or not in if then else for some every return satisfies between instance of function'.split(' '),
);
