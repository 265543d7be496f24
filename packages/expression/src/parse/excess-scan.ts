import type { ExpressionCode } from '../errors.ts';
import { maxDepth, maxEntries, maxFilters, maxOperands, maxParts, maxTerms, maxWords } from '../limits.ts';
import type { Excess } from './excess.ts';

/** Takes a text word by word and sign by sign, counting what is open, until a limit is passed. */
export class ExcessScan {
  excess: Excess | null = null;
  /** What is outside all brackets stands in the first: `for a in x, b in y`, unary tests. */
  private readonly open: Open[] = [openOf('bracket')];
  private brackets = 0;
  private filters = 0;
  private words = 0;
  /** Signs side by side: each minus of `- - 1` holds the next. */
  private signs = 0;
  private before: Before = 'sign';

  sign(sign: string, at: number): void {
    if (/\s/.test(sign)) return;
    this.words = 0;
    const { before } = this;
    const isClosing = this.isClosing(sign);
    this.before = isClosing ? 'closing' : sign === '.' ? 'point' : 'sign';
    if (isClosing) this.leave();
    else if (openSigns.has(sign)) this.bracketFrom(sign, before, at);
    else if (sign === ',') this.part(at);
    else if (sign === '.' && before === 'point') this.bracket().isRange = true;
    else this.joint(sign, at);
  }

  word(word: string, at: number): void {
    const type = openers.get(word);
    if (type !== undefined) this.enter(openOf(type), at);
    else if (word === 'else') this.lastPart('if');
    else if (word === 'return' || word === 'satisfies') this.lastPart('loop');
    else if (word === 'then') this.closeLast();
    else if (word === 'and' || word === 'or') this.operand(at);
    else if (word === 'in' || word === 'between') this.term(at);
    if (word === 'function') (this.open.at(-1) as Open).isLast = true;
    // What they part stands beside nothing.
    if (parters.has(word)) [this.bracket().operands, this.bracket().terms] = [1, 1];
    this.signs = 0;
    this.before = keywords.has(word) ? 'sign' : 'value';
    if (keywords.has(word)) this.words = 0;
    else if (++this.words > maxWords) this.tooMuch('EXPR_TOO_MANY_WORDS', maxWords, at);
  }

  /** A text or a name in backticks. */
  quoted(): void {
    this.words = 0;
    this.signs = 0;
    this.before = 'value';
  }

  /** Of a range either bracket may stand the other way round, `]1..2[`. */
  private isClosing(sign: string): boolean {
    const { opened, isRange } = this.bracket();
    if (sign === '[') return isRange;
    if (sign === ']') return opened === '[' || isRange;
    return sign === ')' || sign === '}';
  }

  private bracketFrom(sign: string, before: Before, at: number): void {
    const around = this.open.at(-1) as Open;
    around.chained = before === 'closing' ? around.chained + 1 : 0;
    if (around.chained > maxDepth) this.tooMuch('EXPR_TOO_DEEP', maxDepth, at);
    const isFilter = sign === '[' && before !== 'sign';
    if (isFilter && ++this.filters > maxFilters) this.tooMuch('EXPR_TOO_MANY_FILTERS', maxFilters, at);
    this.signs = 0;
    this.enter({ ...openOf('bracket', sign === '{' ? maxEntries : maxParts), opened: sign }, at);
  }

  private enter(open: Open, at: number): void {
    this.open.push(open);
    if (open.type === 'bracket') this.brackets += 1;
    // Brackets do not count as levels of the tree, which has a limit of its own.
    const depth = open.type === 'bracket' ? this.brackets : this.open.length - 1 - this.brackets;
    if (depth > maxDepth) this.tooMuch('EXPR_TOO_DEEP', maxDepth, at);
  }

  private leave(): void {
    this.signs = 0;
    while (this.open.at(-1)?.type !== 'bracket') this.open.pop();
    if (this.open.length === 1) return;
    this.open.pop();
    this.brackets -= 1;
  }

  /** One value more in the bracket that is open. */
  private part(at: number): void {
    this.signs = 0;
    this.closeLast();
    const bracket = this.bracket();
    bracket.parts += 1;
    [bracket.operands, bracket.terms] = [1, 1];
    if (bracket.parts > bracket.limit) this.tooMuch('EXPR_TOO_MANY', bracket.limit, at);
  }

  private operand(at: number): void {
    const bracket = this.bracket();
    bracket.operands += 1;
    bracket.terms = 1;
    if (bracket.operands > maxOperands) this.tooMuch('EXPR_TOO_MANY', maxOperands, at);
  }

  private joint(sign: string, at: number): void {
    if (++this.signs > maxDepth) this.tooMuch('EXPR_TOO_DEEP', maxDepth, at);
    if (sign === '.' || sign === ':' || this.signs > 1) return;
    this.term(at);
  }

  private term(at: number): void {
    if (++this.bracket().terms > maxTerms) this.tooMuch('EXPR_TOO_MANY', maxTerms, at);
  }

  private tooMuch(code: ExpressionCode, limit: number, at: number): void {
    this.excess ??= { code, at, limit };
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

/** What stands before a place, spaces aside; `value` is a word or a text, `closing` a bracket. */
type Before = 'value' | 'closing' | 'point' | 'sign';

/** One open bracket, or an `if`, `for`, `some`, `every`, `function` whose last part may still go on. */
interface Open {
  readonly type: 'bracket' | 'if' | 'loop';
  /** The sign of a bracket. */
  readonly opened?: string;
  /** Values between its commas, and how many it may hold. */
  parts: number;
  readonly limit: number;
  /** What `and` and `or` join between two commas. */
  operands: number;
  /** What other signs join between those. */
  terms: number;
  /** Brackets that follow one another, `a[1][2]`, each around all before it. */
  chained: number;
  /** Two points stand in it. */
  isRange: boolean;
  /** Behind `else`, `return` or `satisfies`, or a function: it goes on to the next comma or the end of its bracket. */
  isLast: boolean;
}

function openOf(type: Open['type'], limit: number = maxParts): Open {
  return { type, limit, parts: 1, operands: 1, terms: 1, chained: 0, isRange: false, isLast: false };
}

const openSigns = new Set('([{]');

const openers = new Map<string, Open['type']>([
  ['if', 'if'],
  ['for', 'loop'],
  ['some', 'loop'],
  ['every', 'loop'],
  ['function', 'loop'],
]);

const parters = new Set(['then', 'else', 'return', 'satisfies']);

const keywords = new Set('and or in if then else for some every return satisfies between function'.split(' '));
