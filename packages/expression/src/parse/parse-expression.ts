import type { SyntaxNode } from '@lezer/common';
import type { Problem } from '@tangram/schema';
import { ProblemList } from '../ast/problem-list.ts';
import type { Argument, ArithmeticOperator, Iteration, Node, TypeName } from '../ast/node.ts';
import { expressionProblem } from '../errors.ts';
import { maxDepth, maxLength } from '../limits.ts';
import { anyType, type FeelType, membersOf, type Scope } from '../types/feel-type.ts';
import type { ComparisonOperator, FeelValue } from '../values/feel-value.ts';
import { isFeelNumber, literalNumber, negate } from '../values/number.ts';
import { parseTemporal } from '../values/temporal-text.ts';
import { isChain, joined } from './chain.ts';
import { parseTree, type Top } from './lezer-parser.ts';
import { type NormalText, normaliseText } from './normalise.ts';
import { readSentence, type SignMeaning } from './read-sentence.ts';
import type { FieldLabel } from './sentence-names.ts';
import { type Note, readSpreadsheet } from './read-spreadsheet.ts';
import { syntaxHint } from './syntax-hint.ts';
import { stringValue } from './string-literal.ts';
import { normalName } from './name.ts';

export interface Parsed {
  readonly ast: Node | null;
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

/** The name under which the tested value stands in unary tests. */
export const testedName = '?';

/**
 * Text -> our tree, nothing resolved yet. Unary tests become one `in` node over the name `?`; `-` (any value) becomes
 * `true`. In strict mode a date text that does not exist is a problem; else it is null, as the standard says.
 */
export function parseExpression(written: string, scope: Scope, options: ParseOptions): Parsed {
  const list = new ProblemList(options.path);
  if (written.length > maxLength) {
    list.add('EXPR_TOO_LONG', { from: 0, to: written.length }, { length: written.length, limit: maxLength });
    return { ast: null, problems: list.problems, notes: [] };
  }
  const plain = normaliseText(written, options.path, scope);
  const sentence = options.sentence === undefined ? null : readSentence(plain, options.sentence, options.path);
  if (options.sentence !== undefined && sentence === null) return { ast: null, problems: [], notes: [] };
  const normal = sentence ?? plain;
  if (normal.text.trim() === '') {
    list.add('EXPR_EMPTY', { from: 0, to: written.length });
    return { ast: null, problems: list.problems, notes: normal.notes };
  }
  if (normal.openTextAt !== null) list.add('EXPR_TEXT_OPEN', { from: normal.openTextAt, to: written.length });
  if (normal.tooDeepAt !== null)
    list.add('EXPR_TOO_DEEP', { from: normal.tooDeepAt, to: normal.tooDeepAt + 1 }, { limit: maxDepth });
  if (normal.tooMany !== null) {
    const { at, limit } = normal.tooMany;
    list.add('EXPR_TOO_MANY', { from: at, to: at + 1 }, { limit });
  }
  if (list.problems.length > 0) return { ast: null, problems: list.problems, notes: normal.notes };
  // `range<T>` is missing in the parser's types: it reads `list <T>` instead, and we look at the original text.
  const masked = normal.text.replaceAll(/\brange</g, 'list <');
  const tree = parseTree(masked, options.top, scope);
  const reader = new TreeReader(normal, written, list, options.isStrict, sentence?.meanings ?? new Map(), scope);
  const read = typeof tree === 'number' ? reader.unreadableAt(tree) : reader.top(tree.topNode);
  const notes = [...normal.notes];
  const note: Note = (from, to, as) =>
    notes.push(
      expressionProblem('EXPR_NOTE_NORMALISED', options.path, { written: written.slice(from, to), read: as, from, to }),
    );
  const ast = read === null ? null : readSpreadsheet(read, scope, list, note);
  const isGood = list.problems.length === 0;
  return { ast: isGood ? ast : null, problems: list.problems, notes };
}

/** Thrown and caught inside this file: the tree cannot be read on. The problem is in the list. */
class Unreadable extends Error {}

class TreeReader {
  private readonly normal: NormalText;
  private readonly written: string;
  private readonly list: ProblemList;
  private readonly isStrict: boolean;
  /** What signs mean that a sentence's words were written as. */
  private readonly meanings: ReadonlyMap<number, SignMeaning>;
  private readonly scope: Scope;
  private depth = 0;

  constructor(
    normal: NormalText,
    written: string,
    list: ProblemList,
    isStrict: boolean,
    meanings: ReadonlyMap<number, SignMeaning>,
    scope: Scope,
  ) {
    this.meanings = meanings;
    this.scope = scope;
    this.normal = normal;
    this.written = written;
    this.list = list;
    this.isStrict = isStrict;
  }

  top(node: SyntaxNode): Node | null {
    try {
      return node.name === 'UnaryTests' ? this.unaryTests(node) : this.only(node);
    } catch (error) {
      if (error instanceof Unreadable) return null;
      throw error;
    }
  }

  /** Says that the parser stopped here. */
  unreadableAt(at: number): null {
    try {
      return this.refuse(at, at);
    } catch (error) {
      if (error instanceof Unreadable) return null;
      throw error;
    }
  }

  private refuse(from: number, to: number): never {
    const at = { from: this.offset(from), to: this.offset(to) };
    const rest = this.written.slice(at.from).trim();
    const before = this.written.slice(0, at.from).trimEnd();
    const single = /'[^']*'/.exec(this.written);
    const not = /^[!！]\s*([\p{L}\p{N}_.]*)/u.exec(rest);
    if (not !== null && !rest.startsWith('!=')) {
      const start = this.written.indexOf(not[0], at.from);
      this.list.add('EXPR_NOT_BRACKETS', { from: start, to: start + not[0].length }, { rest: not[1] as string });
    } else if (single !== null) {
      this.list.add('EXPR_TEXT_QUOTES', { from: single.index, to: single.index + single[0].length });
    } else if (rest === '') {
      this.list.add('EXPR_SYNTAX_END', { from: before.length, to: this.written.length }, { near: before.slice(-20) });
    } else {
      const near = (/^(?:[\p{L}\p{N}_]+|\S)/u.exec(rest) ?? [rest])[0].slice(0, 20);
      const start = this.written.indexOf(near, at.from);
      const place = { from: start, to: Math.max(at.to, start + near.length) };
      this.list.add('EXPR_SYNTAX', place, { near }, syntaxHint(before, rest));
    }
    throw new Unreadable();
  }

  private unaryTests(node: SyntaxNode): Node {
    const span = this.span(node);
    if (node.getChild('Wildcard') !== null) return { ...span, type: 'literal', value: true };
    const tests = node.getChild('PositiveUnaryTests');
    if (tests === null) return this.refuse(node.from, node.to);
    const value: Node = { ...span, type: 'name', name: testedName };
    return { ...span, type: 'in', value, tests: this.tests(tests), isNegated: node.getChild('not') !== null };
  }

  private tests(node: SyntaxNode): Node[] {
    return this.children(node).map((test) => this.only(test));
  }

  /** The one expression inside a wrapping node. */
  private only(node: SyntaxNode): Node {
    const [child, second] = this.children(node);
    if (child === undefined) return this.refuse(node.from, node.to);
    if (second !== undefined) return this.refuse(second.from, second.to);
    return this.expression(child);
  }

  private expression(node: SyntaxNode): Node {
    this.depth += 1;
    if (this.depth > maxDepth) {
      this.list.add('EXPR_TOO_DEEP', this.range(node), { limit: maxDepth });
      throw new Unreadable();
    }
    const read = readers[node.name];
    if (read === undefined) return this.refuse(node.from, node.to);
    const ast = read(this, node);
    this.depth -= 1;
    return ast;
  }

  literal(node: SyntaxNode, value: FeelValue): Node {
    return { ...this.span(node), type: 'literal', value };
  }

  number(node: SyntaxNode): Node {
    const text = this.text(node).replaceAll(/\s/g, '');
    const value = literalNumber(text);
    if (value === null && this.isStrict) this.list.add('EXPR_NUMBER_RANGE', this.range(node), { text });
    return this.literal(node, value);
  }

  temporal(node: SyntaxNode): Node {
    const at = node.getChild('AtLiteral');
    if (at === null) return this.call(node);
    const text = stringValue(this.text(at.getChild('StringLiteral') ?? at));
    const value = parseTemporal(text);
    if (value === null && this.isStrict) this.list.add('EXPR_DATE_TEXT', this.range(node), { text });
    return this.literal(node, value);
  }

  name(node: SyntaxNode): Node {
    return { ...this.span(node), type: 'name', name: this.nameOf(node) };
  }

  member(node: SyntaxNode): Node {
    const [base] = this.children(node);
    const name = node.getChild('PathName') ?? node.lastChild;
    if (base === undefined || name === null) return this.refuse(node.from, node.to);
    return { ...this.span(node), type: 'member', base: this.expression(base), member: this.nameOf(name) };
  }

  arithmetic(node: SyntaxNode): Node {
    const operator = this.text(node.getChild('ArithOp') ?? node) as ArithmeticOperator;
    const [left, right] = this.children(node);
    if (!arithmeticOperators.has(operator)) return this.refuse(node.getChild('ArithOp')?.from ?? node.from, node.to);
    if (left === undefined) return this.refuse(node.from, node.to);
    if (right === undefined) {
      // The parser takes a leading `+` for a sign; the standard has none.
      if (operator !== '-') return this.refuse(node.from, node.to);
      const operand = this.expression(left);
      // A signed number is one literal, so that it is printed as it is read.
      if (operand.type === 'literal' && isFeelNumber(operand.value)) return this.literal(node, negate(operand.value));
      return { ...this.span(node), type: 'negation', operand };
    }
    return {
      ...this.span(node),
      type: 'arithmetic',
      operator,
      left: this.expression(left),
      right: this.expression(right),
    };
  }

  /**
   * `a and b or c`. The parser gives `x in [1, 2] and y` as `x in ([1, 2] and y)`: what follows `in` swallows the rest of
   * the chain. So the chain is laid out flat, in the order of the text, and joined again by precedence. No recursion:
   * long chains lean to one side.
   */
  logic(node: SyntaxNode): Node {
    const operands: Node[] = [];
    const operators: ('and' | 'or')[] = [];
    type Part = { readonly node: SyntaxNode; readonly wrap: (first: Node) => Node } | 'and' | 'or';
    const parts: Part[] = [{ node, wrap: (first) => first }];
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      if (typeof part === 'string') {
        operators.push(part);
        continue;
      }
      const { node: current, wrap } = part;
      const [left, right] = this.children(current);
      const bare = this.bareTest(current);
      if (bare !== null && left !== undefined) {
        const value = this.expression(left);
        parts.push({
          node: bare.node,
          wrap: (first) => wrap(this.inBareTest(value, bare.operator, first)),
        });
      } else if (current.name === 'Conjunction' || current.name === 'Disjunction') {
        if (left === undefined || right === undefined) return this.refuse(current.from, current.to);
        parts.push({ node: right, wrap: (first) => first });
        parts.push(current.name === 'Conjunction' ? 'and' : 'or');
        parts.push({ node: left, wrap });
      } else {
        operands.push(wrap(this.expression(current)));
      }
    }
    return joined(operands, operators);
  }

  /** What follows the `in` of `x in test`, where it stands without brackets and has swallowed a chain; else null. */
  private bareTest(node: SyntaxNode): { node: SyntaxNode; operator: ComparisonOperator | null } | null {
    if (node.name !== 'Comparison' || node.getChild('in') === null) return null;
    const [test] = this.children(node.getChild('PositiveUnaryTest') ?? node);
    if (test === undefined) return null;
    if (isChain(test)) return { node: test, operator: null };
    const [operand] = test.name === 'SimplePositiveUnaryTest' ? this.children(test) : [];
    if (operand === undefined || !isChain(operand) || test.getChild('CompareOp') === null) return null;
    return { node: operand, operator: this.operator(test) };
  }

  private inBareTest(value: Node, operator: ComparisonOperator | null, first: Node): Node {
    const test: Node = operator === null ? first : { ...first, type: 'test', operator, operand: first };
    return { from: value.from, to: first.to, feel: anyType, type: 'in', value, tests: [test], isNegated: false };
  }

  comparison(node: SyntaxNode): Node {
    const children = this.children(node);
    const [left, middle, right] = children;
    if (left === undefined || middle === undefined) return this.refuse(node.from, node.to);
    if (this.bareTest(node) !== null) return this.logic(node);
    if (node.getChild('between') !== null) {
      if (right === undefined) return this.refuse(node.from, node.to);
      const [value, low, high] = [this.expression(left), this.expression(middle), this.expression(right)];
      return this.meant(node, 'between', { ...this.span(node), type: 'between', value, low, high });
    }
    if (node.getChild('in') !== null) {
      const tests = middle.name === 'PositiveUnaryTests' ? this.tests(middle) : [this.only(middle)];
      const value = this.expression(left);
      return this.meant(node, 'in', { ...this.span(node), type: 'in', value, tests, isNegated: false });
    }
    // `a < > b` would be a comparison with the test `> b`.
    if (middle.name === 'SimplePositiveUnaryTest' && middle.getChild('Interval') === null) {
      return this.refuse(middle.from, middle.to);
    }
    const operator = this.operator(node);
    const [a, b] = [this.expression(left), this.expression(middle)];
    return this.meant(node, 'CompareOp', { ...this.span(node), type: 'comparison', operator, left: a, right: b });
  }

  /** The node, or what the word of a sentence means that its sign was written for. */
  private meant(node: SyntaxNode, sign: string, read: Node): Node {
    const at = node.getChild(sign)?.from;
    const meaning = at === undefined ? undefined : this.meanings.get(at);
    if (meaning === undefined) return read;
    const call = meaning.call !== null && read.type === 'comparison' ? this.callOf(read, meaning.call) : read;
    return meaning.isNegated ? this.invocation(read, 'not', [call]) : call;
  }

  private callOf(read: Node & { type: 'comparison' }, word: string): Node {
    // `包含` is said of texts and of lists.
    const isOfList = word === 'contains' && typeOfPath(read.left, this.scope)?.type === 'list';
    const name = isOfList ? 'list contains' : word;
    return this.invocation(read, name, [read.left, read.right]);
  }

  private invocation(at: Node, name: string, operands: readonly Node[]): Node {
    const span = { from: at.from, to: at.to, feel: anyType };
    const callee: Node = { ...span, type: 'name', name };
    return { ...span, type: 'call', callee, arguments: operands.map((value) => ({ name: null, value })) };
  }

  test(node: SyntaxNode): Node {
    const [child] = this.children(node);
    if (child === undefined) return this.refuse(node.from, node.to);
    if (node.getChild('CompareOp') === null) return this.expression(child);
    return { ...this.span(node), type: 'test', operator: this.operator(node), operand: this.expression(child) };
  }

  interval(node: SyntaxNode): Node {
    const [low, high] = this.children(node);
    if (low === undefined || high === undefined) return this.refuse(node.from, node.to);
    const text = this.text(node);
    return {
      ...this.span(node),
      type: 'range',
      low: this.expression(low),
      high: this.expression(high),
      isLowIncluded: text.startsWith('['),
      isHighIncluded: text.endsWith(']'),
    };
  }

  condition(node: SyntaxNode): Node {
    const [condition, then, otherwise] = this.children(node);
    if (condition === undefined || then === undefined || otherwise === undefined) return this.refuse(node.to, node.to);
    const parts = [this.expression(condition), this.expression(then), this.expression(otherwise)] as const;
    return { ...this.span(node), type: 'if', condition: parts[0], consequent: parts[1], alternative: parts[2] };
  }

  loop(node: SyntaxNode): Node {
    const [heads, body] = this.children(node);
    if (heads === undefined || body === undefined) return this.refuse(node.from, node.to);
    const iterations = this.children(heads).map((head) => this.iteration(head));
    const span = this.span(node);
    if (node.name === 'ForExpression') return { ...span, type: 'for', iterations, body: this.expression(body) };
    const quantifier = node.getChild('some') === null ? 'every' : 'some';
    return { ...span, type: 'quantified', quantifier, iterations, body: this.expression(body) };
  }

  private iteration(node: SyntaxNode): Iteration {
    const [name, source] = this.children(node);
    const [over, until] =
      source === undefined ? [] : source.name === 'IterationContext' ? this.children(source) : [source];
    if (name === undefined || over === undefined) return this.refuse(node.from, node.to);
    return {
      ...this.range(name),
      name: this.nameOf(name),
      over: this.expression(over),
      until: until === undefined ? null : this.expression(until),
    };
  }

  listOf(node: SyntaxNode): Node {
    return { ...this.span(node), type: 'list', elements: this.children(node).map((each) => this.expression(each)) };
  }

  context(node: SyntaxNode): Node {
    const entries = node.getChildren('ContextEntry').map((entry) => {
      const key = entry.getChild('Key');
      const value = entry.lastChild;
      if (key === null || value === null || value.from === key.from) return this.refuse(entry.from, entry.to);
      const text = key.getChild('StringLiteral');
      const name = text === null ? this.nameOf(key) : stringValue(this.text(text));
      return { ...this.range(key), name, value: this.expression(value) };
    });
    return { ...this.span(node), type: 'context', entries };
  }

  filter(node: SyntaxNode): Node {
    const [base, filter] = this.children(node);
    if (base === undefined || filter === undefined) return this.refuse(node.from, node.to);
    return { ...this.span(node), type: 'filter', base: this.expression(base), filter: this.expression(filter) };
  }

  call(node: SyntaxNode): Node {
    const constructor = node.getChild('DateTimeConstructor');
    const [first] = this.children(node);
    const parameters = node.getChild('PositionalParameters') ?? node.getChild('NamedParameters');
    if (parameters === null || (constructor === null && first === undefined)) return this.refuse(node.from, node.to);
    const callee: Node =
      constructor === null
        ? this.expression(first as SyntaxNode)
        : { ...this.span(constructor), type: 'name', name: this.nameOf(constructor) };
    const args: Argument[] = this.children(parameters).map((parameter) => {
      if (parameter.name !== 'NamedParameter') return { name: null, value: this.expression(parameter) };
      const [name, value] = this.children(parameter);
      if (name === undefined || value === undefined) return this.refuse(parameter.from, parameter.to);
      return { name: this.nameOf(name), value: this.expression(value) };
    });
    return { ...this.span(node), type: 'call', callee, arguments: args };
  }

  definition(node: SyntaxNode): Node {
    const formal = node.getChild('FormalParameters');
    const body = node.getChild('FunctionBody');
    if (body === null || node.getChild('external') !== null) return this.refuse(node.from, node.to);
    const parameters = (formal === null ? [] : this.children(formal)).map((parameter) => {
      const name = parameter.getChild('ParameterName');
      const type = parameter.getChild('Type');
      if (name === null) return this.refuse(parameter.from, parameter.to);
      return { name: this.nameOf(name), of: type === null ? null : this.typeName(type) };
    });
    return { ...this.span(node), type: 'function', parameters, body: this.only(body) };
  }

  instanceOf(node: SyntaxNode): Node {
    const [value] = this.children(node);
    const type = node.getChild('Type');
    if (value === undefined || type === null) return this.refuse(node.from, node.to);
    return { ...this.span(node), type: 'instance-of', value: this.expression(value), of: this.typeName(type) };
  }

  private typeName(node: SyntaxNode): TypeName {
    const inner = node.firstChild;
    if (inner === null) return this.refuse(node.from, node.to);
    const types = inner.getChildren('Type');
    switch (inner.name) {
      case 'ListType':
        return {
          type: this.text(inner).startsWith('range') ? 'range' : 'list',
          of: this.typeName(types[0] ?? this.refuse(inner.from, inner.to)),
        };
      case 'ContextType': {
        const entries = inner.getChild('ContextEntryTypes');
        const members = (entries === null ? [] : this.children(entries)).map((entry): [string, TypeName] => {
          const [name, type] = [entry.getChild('Name'), entry.getChild('Type')];
          if (name === null || type === null) return this.refuse(entry.from, entry.to);
          return [this.nameOf(name), this.typeName(type)];
        });
        return { type: 'context', members };
      }
      case 'FunctionType': {
        const written = inner.getChild('ArgumentTypes');
        const parameters = (written === null ? [] : this.children(written)).map((each) =>
          this.typeName(each.getChild('Type') ?? each),
        );
        return { type: 'function', parameters, result: this.typeName(types[0] ?? this.refuse(inner.from, inner.to)) };
      }
      default:
        return { type: 'named', name: normalName(this.text(inner)) };
    }
  }

  private operator(node: SyntaxNode): ComparisonOperator {
    return this.text(node.getChild('CompareOp') ?? node) as ComparisonOperator;
  }

  private nameOf(node: SyntaxNode): string {
    const text = this.text(node).trim();
    return text.startsWith('`') && text.endsWith('`') && text.length > 2 ? text.slice(1, -1) : normalName(text);
  }

  text(node: SyntaxNode): string {
    return this.normal.text.slice(node.from, node.to);
  }

  /** Children that carry meaning: no signs, no words of the grammar, no comments. */
  private children(node: SyntaxNode): SyntaxNode[] {
    const children: SyntaxNode[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (/^[A-Z?]/.test(child.name) && !silent.has(child.name)) children.push(child);
      else if (child.name === 'null') children.push(child);
    }
    return children;
  }

  private offset(at: number): number {
    return this.normal.offsets[Math.min(at, this.normal.offsets.length - 1)] ?? this.written.length;
  }

  private range(node: SyntaxNode): { from: number; to: number } {
    return { from: this.offset(node.from), to: Math.max(this.offset(node.to), this.offset(node.from)) };
  }

  private span(node: SyntaxNode) {
    return { ...this.range(node), feel: anyType };
  }

  /** Brackets leave no node: precedence is in the tree. */
  inside(node: SyntaxNode): Node {
    return this.only(node);
  }
}

/** The type of a field or of a record's member; undefined for anything else. */
function typeOfPath(node: Node, scope: Scope): FeelType | undefined {
  const members =
    node.type === 'name'
      ? scope.variables
      : node.type === 'member'
        ? membersOf(typeOfPath(node.base, scope) ?? anyType)
        : undefined;
  const name = node.type === 'name' ? node.name : node.type === 'member' ? node.member : '';
  return members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;
}

/** The parser knows more signs than the standard. */
const arithmeticOperators = new Set<string>(['+', '-', '*', '/', '**'] satisfies ArithmeticOperator[]);

const silent = new Set([
  'CompareOp',
  'ArithOp',
  'LineComment',
  'BlockComment',
  'Type',
  'PathName',
  'DateTimeConstructor',
]);

type Read = (reader: TreeReader, node: SyntaxNode) => Node;

const readers: { readonly [name: string]: Read } = {
  NumericLiteral: (reader, node) => reader.number(node),
  StringLiteral: (reader, node) => reader.literal(node, stringValue(reader.text(node))),
  BooleanLiteral: (reader, node) => reader.literal(node, reader.text(node) === 'true'),
  null: (reader, node) => reader.literal(node, null),
  DateTimeLiteral: (reader, node) => reader.temporal(node),
  VariableName: (reader, node) => reader.name(node),
  Name: (reader, node) => reader.name(node),
  SpecialFunctionName: (reader, node) => reader.name(node),
  '?': (reader, node) => reader.name(node),
  PathExpression: (reader, node) => reader.member(node),
  ArithmeticExpression: (reader, node) => reader.arithmetic(node),
  Conjunction: (reader, node) => reader.logic(node),
  Disjunction: (reader, node) => reader.logic(node),
  Comparison: (reader, node) => reader.comparison(node),
  SimplePositiveUnaryTest: (reader, node) => reader.test(node),
  PositiveUnaryTest: (reader, node) => reader.inside(node),
  ParenthesizedExpression: (reader, node) => reader.inside(node),
  Interval: (reader, node) => reader.interval(node),
  IfExpression: (reader, node) => reader.condition(node),
  ForExpression: (reader, node) => reader.loop(node),
  QuantifiedExpression: (reader, node) => reader.loop(node),
  List: (reader, node) => reader.listOf(node),
  Context: (reader, node) => reader.context(node),
  FilterExpression: (reader, node) => reader.filter(node),
  FunctionInvocation: (reader, node) => reader.call(node),
  FunctionDefinition: (reader, node) => reader.definition(node),
  InstanceOfExpression: (reader, node) => reader.instanceOf(node),
};
