import type { Problem } from '@tangram/schema';
import type { Node } from './ast/node.ts';
import { ProblemList } from './ast/problem-list.ts';
import { checkExpression } from './check/check-expression.ts';
import { sqlProblem } from './compile/sql.ts';
import type { Expression, Mode } from './expression.ts';
import type { Top } from './parse/lezer-parser.ts';
import { parseExpression } from './parse/parse-expression.ts';
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
 * Reads FEEL text against the names of a scope.
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
  const { path = '', mode = 'strict', types = {}, expects } = options;
  const isStrict = mode === 'strict';
  const parsed = parseExpression(text, scope, { top, path, isStrict });
  const { ast, notes } = parsed;
  if (ast === null) return { expression: null, problems: parsed.problems, notes };
  const list = new ProblemList(path);
  const reads = checkExpression(ast, { scope, input, types, isStrict }, list);
  if (list.problems.length === 0 && expects !== undefined && !fits(ast.feel, expects)) {
    list.add('EXPR_TYPE_RESULT', ast, { ...typeParams('actual', ast.feel), ...typeParams('expected', expects) });
  }
  if (list.problems.length > 0) return { expression: null, problems: list.problems, notes };
  return { expression: new CheckedExpression(ast, reads, mode, types, top), problems: [], notes };
}

/** Text and SQL support cost as much as the rest and are often not asked for: they are computed when they are. */
class CheckedExpression implements Expression {
  readonly ast: Node;
  readonly reads: readonly (readonly string[])[];
  readonly mode: Mode;
  readonly types: NamedTypes;
  private readonly top: Top;
  private knownText: string | undefined;
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
