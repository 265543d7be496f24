import type { SyntaxNode } from '@lezer/common';
import type { Node } from '../ast/node.ts';
import { anyType, type FeelType, membersOf, type Scope } from '../types/feel-type.ts';
import type { ComparisonOperator } from '../values/feel-value.ts';
import { isChain, joined } from './chain.ts';
import type { TreeReader } from './tree-reader.ts';

/**
 * `a and b or c`. The parser gives `x in [1, 2] and y` as `x in ([1, 2] and y)`: what follows `in` swallows the rest of
 * the chain. So the chain is laid out flat, in the order of the text, and joined again by precedence. No recursion:
 * long chains lean to one side.
 */
export function readLogic(reader: TreeReader, node: SyntaxNode): Node {
  const { source } = reader;
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
    const [left, right] = source.children(current);
    const bare = bareTest(reader, current);
    if (bare !== null && left !== undefined) {
      const value = reader.expression(left);
      parts.push({
        node: bare.node,
        wrap: (first) => wrap(inBareTest(value, bare.operator, first)),
      });
    } else if (current.name === 'Conjunction' || current.name === 'Disjunction') {
      if (left === undefined || right === undefined) return source.refuse(current.from, current.to);
      parts.push({ node: right, wrap: (first) => first });
      parts.push(current.name === 'Conjunction' ? 'and' : 'or');
      parts.push({ node: left, wrap });
    } else {
      operands.push(wrap(reader.expression(current)));
    }
  }
  return joined(operands, operators);
}

/** What follows the `in` of `x in test`, where it stands without brackets and has swallowed a chain; else null. */
function bareTest(
  reader: TreeReader,
  node: SyntaxNode,
): { node: SyntaxNode; operator: ComparisonOperator | null } | null {
  const { source } = reader;
  if (node.name !== 'Comparison' || node.getChild('in') === null) return null;
  const [test] = source.children(node.getChild('PositiveUnaryTest') ?? node);
  if (test === undefined) return null;
  if (isChain(test)) return { node: test, operator: null };
  const [operand] = test.name === 'SimplePositiveUnaryTest' ? source.children(test) : [];
  if (operand === undefined || !isChain(operand) || test.getChild('CompareOp') === null) return null;
  return { node: operand, operator: source.operator(test) };
}

function inBareTest(value: Node, operator: ComparisonOperator | null, first: Node): Node {
  const test: Node = operator === null ? first : { ...first, type: 'test', operator, operand: first };
  return { from: value.from, to: first.to, feel: anyType, type: 'in', value, tests: [test], isNegated: false };
}

export function readComparison(reader: TreeReader, node: SyntaxNode): Node {
  const { source } = reader;
  const children = source.children(node);
  const [left, middle, right] = children;
  if (left === undefined || middle === undefined) return source.refuse(node.from, node.to);
  if (bareTest(reader, node) !== null) return readLogic(reader, node);
  if (node.getChild('between') !== null) {
    if (right === undefined) return source.refuse(node.from, node.to);
    const [value, low, high] = [reader.expression(left), reader.expression(middle), reader.expression(right)];
    return meant(reader, node, 'between', { ...source.span(node), type: 'between', value, low, high });
  }
  if (node.getChild('in') !== null) {
    const tests = middle.name === 'PositiveUnaryTests' ? reader.tests(middle) : [reader.only(middle)];
    const value = reader.expression(left);
    return meant(reader, node, 'in', { ...source.span(node), type: 'in', value, tests, isNegated: false });
  }
  // `a < > b` would be a comparison with the test `> b`.
  if (middle.name === 'SimplePositiveUnaryTest' && middle.getChild('Interval') === null) {
    return source.refuse(middle.from, middle.to);
  }
  const operator = source.operator(node);
  const [a, b] = [reader.expression(left), reader.expression(middle)];
  return meant(reader, node, 'CompareOp', { ...source.span(node), type: 'comparison', operator, left: a, right: b });
}

/** The node, or what the word of a sentence means that its sign was written for. */
function meant(reader: TreeReader, node: SyntaxNode, sign: string, read: Node): Node {
  const at = node.getChild(sign)?.from;
  const meaning = at === undefined ? undefined : reader.meanings.get(at);
  if (meaning === undefined) return read;
  const call = meaning.call !== null && read.type === 'comparison' ? callOf(reader, read, meaning.call) : read;
  return meaning.isNegated ? invocation(read, 'not', [call]) : call;
}

function callOf(reader: TreeReader, read: Node & { type: 'comparison' }, word: string): Node {
  // `包含` is said of texts and of lists.
  const isOfList = word === 'contains' && typeOfPath(read.left, reader.scope)?.type === 'list';
  const name = isOfList ? 'list contains' : word;
  return invocation(read, name, [read.left, read.right]);
}

function invocation(at: Node, name: string, operands: readonly Node[]): Node {
  const span = { from: at.from, to: at.to, feel: anyType };
  const callee: Node = { ...span, type: 'name', name };
  return { ...span, type: 'call', callee, arguments: operands.map((value) => ({ name: null, value })) };
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
