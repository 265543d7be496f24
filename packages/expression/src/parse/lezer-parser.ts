import type { PartialParse, Tree } from '@lezer/common';
import { parser, trackVariables } from 'lezer-feel';
import { type FeelType, membersOf, type Scope } from '../types/feel-type.ts';
import { functionNames } from '../functions/registry.ts';
import { maxOperands } from '../limits.ts';
import { isPlainName } from './name.ts';

export type Top = 'Expression' | 'UnaryTests';

/** Where reading ended: at a mistake, or because the tree would be too deep. */
export interface Stop {
  readonly at: number;
  readonly isTooDeep: boolean;
}

/**
 * The one place that knows lezer-feel: the tree of a text, or where it cannot be read. The parser's error recovery is
 * switched off: what follows a mistake is a guess, and guessing takes seconds for long nonsense. Names with spaces and
 * signs are only recognised when announced, which takes a parser of its own per scope; it is made once.
 */
export function parseTree(text: string, top: Top, scope: Scope): Tree | Stop {
  const parse: PartialParse & Progress = parserOf(top, scope).startParse(text);
  try {
    for (let growths = 0; growths < maxGrowths; ) {
      const tree = parse.advance();
      if (tree !== null) return tree;
      if ((parse.stacks?.[0]?.stack.length ?? 0) > maxStack) break;
      if ((parse.bigReductionCount ?? 0) < 200) continue;
      growths += 200;
      parse.bigReductionCount = 0;
    }
    return { at: parse.parsedPos, isTooDeep: true };
  } catch (error) {
    // "No parse at 12": the only way in which a strict parser tells the place.
    const at = error instanceof SyntaxError ? /\d+$/.exec(error.message) : null;
    if (at === null) throw error;
    return { at: Number(at[0]), isTooDeep: false };
  }
}

/**
 * What the parser tells only itself, and gives up at, saying that it cannot read on at that place: 300 times a long part
 * that grew at its end, as in `a and b and c`, and 8,400 entries of its stack. Its fear is a tree that overflows ours.
 */
interface Progress {
  bigReductionCount?: number;
  readonly stacks?: readonly { readonly stack: readonly number[] }[];
}

const maxStack = 8000;

/** Each of `maxOperands` grows a part three times; what `maxDepth` refuses afterwards is far below. */
const maxGrowths = 3 * maxOperands + 200;

/**
 * The parser for editors: it goes on after a mistake, so that the rest keeps its colours and brackets. What a text means,
 * and whether it reads at all, only `readExpression` says.
 */
export function syntaxParser(scope: Scope): Parser {
  return parser.configure({ dialect: 'camunda', contextTracker: trackVariables(namesOf(scope)) });
}

type Parser = typeof parser;

const parsersOf = new WeakMap<Scope, Partial<Record<Top, Parser>>>();
/** Keys of forms need no announcing, so nearly every scope shares these. */
const plainParsers: Partial<Record<Top, Parser>> = {};

function parserOf(top: Top, scope: Scope): Parser {
  let parsers = parsersOf.get(scope);
  if (parsers?.[top] !== undefined) return parsers[top];
  const names = namesOf(scope);
  // A list `words` may be asked for an `amount`: then `amount in words` means that.
  const isWords = Object.hasOwn(scope.variables, 'words');
  const isPlain = Object.keys(names).length === 0 && !isWords;
  // Names of functions that hold spaces are announced like the scope's own. Unannounced, each word of `add working days` may
  // be the end of a name: the parser follows every such reading at once and gives up where there are more than twelve.
  for (const name of functionNames()) {
    if (name.includes(' ') && !(/\bin\b/.test(name) && isWords)) names[name] ??= 1;
  }
  if (parsers === undefined) {
    parsers = isPlain ? plainParsers : {};
    parsersOf.set(scope, parsers);
  }
  const contextTracker = top === 'UnaryTests' ? forgettingTests(trackVariables(names)) : trackVariables(names);
  parsers[top] ??= parser.configure({ top, dialect: 'camunda', contextTracker, strict: true });
  return parsers[top];
}

/** What the parser remembers of the values it has read, one of them for each part of a cell. */
interface Remembered {
  readonly parent: Remembered | null;
  assign(changes: { readonly children: readonly Remembered[] }): Remembered;
}

interface Remembering {
  reduce(remembered: Remembered, term: number, ...rest: unknown[]): Remembered;
}

/**
 * The parser copies all it remembers at every value, and needs nothing of one test for the next: forgotten at each comma, 600
 * tests take 37 ms instead of 103.
 */
function forgettingTests<Tracker>(tracker: Tracker): Tracker {
  const own = tracker as Remembering;
  const reduce = own.reduce.bind(own);
  own.reduce = (remembered, term, ...rest) => {
    const after = reduce(remembered, term, ...rest);
    return term === unaryTest && after.parent === null ? after.assign({ children: [] }) : after;
  };
  return tracker;
}

const unaryTest = parser.nodeSet.types.find(({ name }) => name === 'PositiveUnaryTest')?.id;

/** How deep contexts are searched for names with spaces. Keys of forms have none, so references are not searched at all. */
const searchDepth = 5;

type Names = { [name: string]: Names | 1 };

function namesOf(scope: Scope): Names {
  const names = Object.create(null) as Names;
  for (const [name, type] of Object.entries(scope.variables)) addName(names, name, type, searchDepth);
  return { ...names };
}

/** Plain names are left out unless something below them is not plain: configuring 2,000 names costs 15 ms. */
function addName(names: Names, name: string, type: FeelType, depth: number): void {
  const below = depth > 0 ? namesBelow(type, depth - 1) : {};
  if (Object.keys(below).length > 0) names[name] = below;
  else if (!isPlainName(name)) names[name] = 1;
}

function namesBelow(type: FeelType, depth: number): Names {
  if (type.type === 'list') return namesBelow(type.of, depth);
  const names: Names = {};
  if (type.type !== 'context') return names;
  for (const [name, member] of Object.entries(membersOf(type) ?? {})) addName(names, name, member, depth);
  return names;
}
