import type { SyntaxNode } from '@lezer/common';
import type { Argument, ArithmeticOperator, Iteration, Node } from '../ast/node.ts';
import { maxDepth } from '../limits.ts';
import type { Scope } from '../types/feel-type.ts';
import type { FeelValue } from '../values/feel-value.ts';
import { isFeelNumber, literalNumber, negate } from '../values/number.ts';
import { parseTemporal } from '../values/temporal-text.ts';
import { testedName } from './name.ts';
import { readComparison, readLogic } from './read-comparison.ts';
import type { SignMeaning } from './read-sentence.ts';
import { readTypeName } from './read-type-name.ts';
import { type SourceTree, Unreadable } from './source-tree.ts';
import { stringValue } from './string-literal.ts';

/** The parser's tree -> ours, node by node. */
export class TreeReader {
  readonly source: SourceTree;
  /** What signs mean that a sentence's words were written as. */
  readonly meanings: ReadonlyMap<number, SignMeaning>;
  readonly scope: Scope;
  private readonly isStrict: boolean;
  private depth = 0;

  constructor(source: SourceTree, isStrict: boolean, meanings: ReadonlyMap<number, SignMeaning>, scope: Scope) {
    this.source = source;
    this.isStrict = isStrict;
    this.meanings = meanings;
    this.scope = scope;
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
      return this.source.refuse(at, at);
    } catch (error) {
      if (error instanceof Unreadable) return null;
      throw error;
    }
  }

  private unaryTests(node: SyntaxNode): Node {
    const span = this.source.span(node);
    if (node.getChild('Wildcard') !== null) return { ...span, type: 'literal', value: true };
    const tests = node.getChild('PositiveUnaryTests');
    if (tests === null) return this.source.refuse(node.from, node.to);
    const value: Node = { ...span, type: 'name', name: testedName };
    return { ...span, type: 'in', value, tests: this.tests(tests), isNegated: node.getChild('not') !== null };
  }

  tests(node: SyntaxNode): Node[] {
    return this.source.children(node).map((test) => this.only(test));
  }

  /** The one expression inside a wrapping node. */
  only(node: SyntaxNode): Node {
    const [child, second] = this.source.children(node);
    if (child === undefined) return this.source.refuse(node.from, node.to);
    if (second !== undefined) return this.source.refuse(second.from, second.to);
    return this.expression(child);
  }

  expression(node: SyntaxNode): Node {
    this.depth += 1;
    if (this.depth > maxDepth) {
      this.source.list.add('EXPR_TOO_DEEP', this.source.range(node), { limit: maxDepth });
      throw new Unreadable();
    }
    const read = readers[node.name];
    if (read === undefined) return this.source.refuse(node.from, node.to);
    const ast = read(this, node);
    this.depth -= 1;
    return ast;
  }

  literal(node: SyntaxNode, value: FeelValue): Node {
    return { ...this.source.span(node), type: 'literal', value };
  }

  number(node: SyntaxNode): Node {
    const text = this.source.text(node).replaceAll(/\s/g, '');
    const value = literalNumber(text);
    if (value === null && this.isStrict) this.source.list.add('EXPR_NUMBER_RANGE', this.source.range(node), { text });
    return this.literal(node, value);
  }

  temporal(node: SyntaxNode): Node {
    const at = node.getChild('AtLiteral');
    if (at === null) return this.call(node);
    const text = stringValue(this.source.text(at.getChild('StringLiteral') ?? at));
    const value = parseTemporal(text);
    if (value === null && this.isStrict) this.source.list.add('EXPR_DATE_TEXT', this.source.range(node), { text });
    return this.literal(node, value);
  }

  name(node: SyntaxNode): Node {
    return { ...this.source.span(node), type: 'name', name: this.source.nameOf(node) };
  }

  member(node: SyntaxNode): Node {
    const [base] = this.source.children(node);
    const name = node.getChild('PathName') ?? node.lastChild;
    if (base === undefined || name === null) return this.source.refuse(node.from, node.to);
    return { ...this.source.span(node), type: 'member', base: this.expression(base), member: this.source.nameOf(name) };
  }

  arithmetic(node: SyntaxNode): Node {
    const operator = this.source.text(node.getChild('ArithOp') ?? node) as ArithmeticOperator;
    const [left, right] = this.source.children(node);
    if (!arithmeticOperators.has(operator))
      return this.source.refuse(node.getChild('ArithOp')?.from ?? node.from, node.to);
    if (left === undefined) return this.source.refuse(node.from, node.to);
    if (right === undefined) {
      // The parser takes a leading `+` for a sign; the standard has none.
      if (operator !== '-') return this.source.refuse(node.from, node.to);
      const operand = this.expression(left);
      // A signed number is one literal, so that it is printed as it is read.
      if (operand.type === 'literal' && isFeelNumber(operand.value)) return this.literal(node, negate(operand.value));
      return { ...this.source.span(node), type: 'negation', operand };
    }
    return {
      ...this.source.span(node),
      type: 'arithmetic',
      operator,
      left: this.expression(left),
      right: this.expression(right),
    };
  }

  test(node: SyntaxNode): Node {
    const [child] = this.source.children(node);
    if (child === undefined) return this.source.refuse(node.from, node.to);
    if (node.getChild('CompareOp') === null) return this.expression(child);
    return {
      ...this.source.span(node),
      type: 'test',
      operator: this.source.operator(node),
      operand: this.expression(child),
    };
  }

  interval(node: SyntaxNode): Node {
    const [low, high] = this.source.children(node);
    if (low === undefined || high === undefined) return this.source.refuse(node.from, node.to);
    const text = this.source.text(node);
    return {
      ...this.source.span(node),
      type: 'range',
      low: this.expression(low),
      high: this.expression(high),
      isLowIncluded: text.startsWith('['),
      isHighIncluded: text.endsWith(']'),
    };
  }

  condition(node: SyntaxNode): Node {
    const [condition, then, otherwise] = this.source.children(node);
    if (condition === undefined || then === undefined || otherwise === undefined)
      return this.source.refuse(node.to, node.to);
    const parts = [this.expression(condition), this.expression(then), this.expression(otherwise)] as const;
    return { ...this.source.span(node), type: 'if', condition: parts[0], consequent: parts[1], alternative: parts[2] };
  }

  loop(node: SyntaxNode): Node {
    const [heads, body] = this.source.children(node);
    if (heads === undefined || body === undefined) return this.source.refuse(node.from, node.to);
    const iterations = this.source.children(heads).map((head) => this.iteration(head));
    const span = this.source.span(node);
    if (node.name === 'ForExpression') return { ...span, type: 'for', iterations, body: this.expression(body) };
    const quantifier = node.getChild('some') === null ? 'every' : 'some';
    return { ...span, type: 'quantified', quantifier, iterations, body: this.expression(body) };
  }

  private iteration(node: SyntaxNode): Iteration {
    const [name, source] = this.source.children(node);
    const [over, until] =
      source === undefined ? [] : source.name === 'IterationContext' ? this.source.children(source) : [source];
    if (name === undefined || over === undefined) return this.source.refuse(node.from, node.to);
    return {
      ...this.source.range(name),
      name: this.source.nameOf(name),
      over: this.expression(over),
      until: until === undefined ? null : this.expression(until),
    };
  }

  listOf(node: SyntaxNode): Node {
    return {
      ...this.source.span(node),
      type: 'list',
      elements: this.source.children(node).map((each) => this.expression(each)),
    };
  }

  context(node: SyntaxNode): Node {
    const entries = node.getChildren('ContextEntry').map((entry) => {
      const key = entry.getChild('Key');
      const value = entry.lastChild;
      if (key === null || value === null || value.from === key.from) return this.source.refuse(entry.from, entry.to);
      const text = key.getChild('StringLiteral');
      const name = text === null ? this.source.nameOf(key) : stringValue(this.source.text(text));
      return { ...this.source.range(key), name, value: this.expression(value) };
    });
    return { ...this.source.span(node), type: 'context', entries };
  }

  filter(node: SyntaxNode): Node {
    const [base, filter] = this.source.children(node);
    if (base === undefined || filter === undefined) return this.source.refuse(node.from, node.to);
    return { ...this.source.span(node), type: 'filter', base: this.expression(base), filter: this.expression(filter) };
  }

  call(node: SyntaxNode): Node {
    const constructor = node.getChild('DateTimeConstructor');
    const [first] = this.source.children(node);
    const parameters = node.getChild('PositionalParameters') ?? node.getChild('NamedParameters');
    if (parameters === null || (constructor === null && first === undefined))
      return this.source.refuse(node.from, node.to);
    const callee: Node =
      constructor === null
        ? this.expression(first as SyntaxNode)
        : { ...this.source.span(constructor), type: 'name', name: this.source.nameOf(constructor) };
    const args: Argument[] = this.source.children(parameters).map((parameter) => {
      if (parameter.name !== 'NamedParameter') return { name: null, value: this.expression(parameter) };
      const [name, value] = this.source.children(parameter);
      if (name === undefined || value === undefined) return this.source.refuse(parameter.from, parameter.to);
      return { name: this.source.nameOf(name), value: this.expression(value) };
    });
    return { ...this.source.span(node), type: 'call', callee, arguments: args };
  }

  definition(node: SyntaxNode): Node {
    const formal = node.getChild('FormalParameters');
    const body = node.getChild('FunctionBody');
    if (body === null || node.getChild('external') !== null) return this.source.refuse(node.from, node.to);
    const parameters = (formal === null ? [] : this.source.children(formal)).map((parameter) => {
      const name = parameter.getChild('ParameterName');
      const type = parameter.getChild('Type');
      if (name === null) return this.source.refuse(parameter.from, parameter.to);
      return { name: this.source.nameOf(name), of: type === null ? null : readTypeName(this.source, type) };
    });
    return { ...this.source.span(node), type: 'function', parameters, body: this.only(body) };
  }

  instanceOf(node: SyntaxNode): Node {
    const [value] = this.source.children(node);
    const type = node.getChild('Type');
    if (value === undefined || type === null) return this.source.refuse(node.from, node.to);
    return {
      ...this.source.span(node),
      type: 'instance-of',
      value: this.expression(value),
      of: readTypeName(this.source, type),
    };
  }

  /** Brackets leave no node: precedence is in the tree. */
  inside(node: SyntaxNode): Node {
    return this.only(node);
  }
}

/** The parser knows more signs than the standard. */
const arithmeticOperators = new Set<string>(['+', '-', '*', '/', '**'] satisfies ArithmeticOperator[]);

type Read = (reader: TreeReader, node: SyntaxNode) => Node;

const readers: { readonly [name: string]: Read } = {
  NumericLiteral: (reader, node) => reader.number(node),
  StringLiteral: (reader, node) => reader.literal(node, stringValue(reader.source.text(node))),
  BooleanLiteral: (reader, node) => reader.literal(node, reader.source.text(node) === 'true'),
  null: (reader, node) => reader.literal(node, null),
  DateTimeLiteral: (reader, node) => reader.temporal(node),
  VariableName: (reader, node) => reader.name(node),
  Name: (reader, node) => reader.name(node),
  SpecialFunctionName: (reader, node) => reader.name(node),
  '?': (reader, node) => reader.name(node),
  PathExpression: (reader, node) => reader.member(node),
  ArithmeticExpression: (reader, node) => reader.arithmetic(node),
  Conjunction: (reader, node) => readLogic(reader, node),
  Disjunction: (reader, node) => readLogic(reader, node),
  Comparison: (reader, node) => readComparison(reader, node),
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
