import type { Problem } from '@tangram/schema';
import { type Aggregate, aggregatesIn } from './ast/aggregate.ts';
import type { Node } from './ast/node.ts';
import { ProblemList } from './ast/problem-list.ts';
import { checkExpression } from './check/check-expression.ts';
import { markAggregates } from './check/mark-aggregates.ts';
import { sqlProblem } from './compile/sql.ts';
import type { Expression, Mode } from './expression.ts';
import type { Top } from './parse/lezer-parser.ts';
import { parseExpression } from './parse/parse-expression.ts';
import { type ExpressionCode, expressionProblem } from './errors.ts';
import { type FieldLabel, sentenceNames } from './parse/sentence-names.ts';
import { literalPattern } from './parse/sentence-literal.ts';
import { sentenceWords } from './parse/sentence-words.ts';
import { feelText } from './print/feel-text.ts';
import { typeParams } from './types/describe-type.ts';
import { booleanType, type FeelType, fits, type Scope } from './types/feel-type.ts';
import type { NamedTypes } from './types/type-name.ts';

export interface ReadOptions {
  /** The type that is needed where the expression stands. */
  readonly expects?: FeelType;
  /** JSON Pointer of the text in its document: the path of every problem. */
  readonly path?: string;
  /** `strict` when missing. */
  readonly mode?: Mode;
  readonly types?: NamedTypes;
  /** What people call the fields, in any language: read as the fields' keys. */
  readonly labels?: readonly FieldLabel[];
  /** False where the value would not follow when related records change: counting them is a problem there. */
  readonly mayCount?: boolean;
}

export interface Reading {
  /** Null when there is any problem. */
  readonly expression: Expression | null;
  /** All mistakes at once; each has the params `from` and `to`, offsets into the text as given. */
  readonly problems: readonly Problem[];
  /** What was read otherwise than written: `＞` as `>`. */
  readonly notes: readonly Problem[];
}

/**
 * Reads text against the names of a scope: FEEL, spreadsheet functions (`IF(AND(a, b), 1, 2)`) or a Chinese sentence
 * (`来源是“官网”，且金额大于1000`). Whatever was typed, `expression.text` is FEEL over keys, which is what is stored.
 *
 *     readExpression('金额＞100 and 来源 = "官网"', { variables: { 金额: numberType, 来源: textType } })
 *     // expression.text: 金额 > 100 and 来源 = "官网"; one note: "＞" was read as ">"
 */
export function readExpression(text: string, scope: Scope, options: ReadOptions = {}): Reading {
  return read(text, scope, 'Expression', null, options);
}

/** Reads the cell of a decision table over an input of type `input`: `> 10, [1..5]`, `not("a", "b")`, `-`. */
export function readUnaryTests(text: string, scope: Scope, input: FeelType, options: ReadOptions = {}): Reading {
  return read(text, scope, 'UnaryTests', input, { ...options, expects: booleanType });
}

/** The tests of a cell one by one, in the order of the text: `"a", > "b"` gives two. Of `-` and `not(...)` there is one. */
export function alternativesOf(tests: Expression): readonly Expression[] {
  const { ast, reads, mode, types } = tests;
  if (ast.type !== 'in' || ast.isNegated) return [tests];
  return ast.tests.map((test) => new CheckedExpression({ ...ast, tests: [test] }, reads, mode, types, 'UnaryTests'));
}

function read(text: string, scope: Scope, top: Top, input: FeelType | null, options: ReadOptions): Reading {
  const plain = readAs(text, scope, top, input, options, undefined);
  if (plain.expression !== null || options.mode === 'standard' || !isPerhapsSentence(text, options))
    return plain.reading;
  if (plain.reading.problems.some(({ code }) => alsoOfSentences.has(code))) return plain.reading;
  // FEEL first: a word of sentences may be part of a name. Only what is no FEEL is read as a sentence.
  const names = sentenceNames(scope, options.labels ?? []);
  const sentence = readAs(text, scope, top, input, options, names);
  if (sentence.expression === null) return sentence.isRead ? sentence.reading : plain.reading;
  const read = sentence.expression.text;
  const note = expressionProblem('EXPR_NOTE_NORMALISED', options.path ?? '', {
    written: text,
    read,
    from: 0,
    to: text.length,
  });
  return { ...sentence.reading, notes: [note] };
}

/** What is wrong with a text in whatever way it is read. A sentence's words may stand apart, so their number is not. */
const alsoOfSentences: ReadonlySet<string> = new Set<ExpressionCode>([
  'EXPR_TOO_LONG',
  'EXPR_TOO_DEEP',
  'EXPR_TOO_MANY',
  'EXPR_TOO_MANY_FILTERS',
]);

function isPerhapsSentence(text: string, { labels = [] }: ReadOptions): boolean {
  return labels.length > 0 || wordPattern.test(text) || literalPattern.test(text);
}

const wordPattern = new RegExp(sentenceWords.map(([word]) => word).join('|'));

interface Attempt {
  readonly expression: Expression | null;
  /** False when the text is no FEEL, or no sentence. */
  readonly isRead: boolean;
  readonly reading: Reading;
}

function readAs(
  text: string,
  scope: Scope,
  top: Top,
  input: FeelType | null,
  options: ReadOptions,
  sentence: readonly FieldLabel[] | undefined,
): Attempt {
  const { path = '', mode = 'strict', types = {}, expects, labels = [] } = options;
  const isStrict = mode === 'strict';
  const parsed = parseExpression(text, scope, { top, path, isStrict, ...(sentence === undefined ? {} : { sentence }) });
  const { ast, notes } = parsed;
  const failed = (problems: readonly Problem[]): Attempt => ({
    expression: null,
    isRead: parsed.isRead,
    reading: { expression: null, problems, notes },
  });
  if (ast === null) return failed(parsed.problems);
  const list = new ProblemList(path);
  const reads = checkExpression(ast, { scope, input, types, isStrict, labels }, list);
  if (list.problems.length === 0 && isStrict) markAggregates(ast, { scope, isAllowed: options.mayCount ?? true }, list);
  if (list.problems.length === 0 && expects !== undefined && !fits(ast.feel, expects)) {
    list.add('EXPR_TYPE_RESULT', ast, { ...typeParams('actual', ast.feel), ...typeParams('expected', expects) });
  }
  if (list.problems.length > 0) return failed(list.problems);
  const expression = new CheckedExpression(ast, reads, mode, types, top);
  return { expression, isRead: true, reading: { expression, problems: [], notes } };
}

/** Text and SQL support cost as much as the rest and are often not asked for: they are computed when they are. */
class CheckedExpression implements Expression {
  readonly ast: Node;
  readonly reads: readonly (readonly string[])[];
  readonly mode: Mode;
  readonly types: NamedTypes;
  private readonly top: Top;
  private knownText: string | undefined;
  private knownAggregates: readonly Aggregate[] | undefined;
  private knownSql: Expression['inSql'] | undefined;

  constructor(ast: Node, reads: readonly (readonly string[])[], mode: Mode, types: NamedTypes, top: Top) {
    this.ast = ast;
    this.reads = reads;
    this.mode = mode;
    this.types = types;
    this.top = top;
  }

  get type(): FeelType {
    return this.ast.feel;
  }

  get aggregates(): readonly Aggregate[] {
    this.knownAggregates ??= aggregatesIn(this.ast);
    return this.knownAggregates;
  }

  get text(): string {
    this.knownText ??= feelText(this.ast, this.top);
    return this.knownText;
  }

  get inSql(): Expression['inSql'] {
    if (this.knownSql === undefined) {
      const problem = sqlProblem(this.ast);
      this.knownSql = problem === null ? { ok: true } : { ok: false, problem };
    }
    return this.knownSql;
  }
}
