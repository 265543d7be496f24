import { mapNode, withChildren } from '../ast/map-node.ts';
import { childrenOf, type Call, type Node } from '../ast/node.ts';
import type { ProblemList } from '../ast/problem-list.ts';
import { functionNamed } from '../functions/registry.ts';
import { maxDepth } from '../limits.ts';
import type { Scope } from '../types/feel-type.ts';
import { spreadsheetFunctions } from './spreadsheet-functions.ts';

/** Told what was read as what. */
export type Note = (from: number, to: number, read: string) => void;

/**
 * Spreadsheet functions in a tree that the parser took for calls of unknown functions, as FEEL: `IF(a, 1, 2)` becomes
 * `if a then 1 else 2`, `LEN(name)` becomes `string length(name)`; `TRUE` and `NULL` become literals. Names of FEEL, of
 * the scope, or bound inside the expression stay what they are.
 */
export function readSpreadsheet(ast: Node, scope: Scope, list: ProblemList, note: Note): Node {
  const bound = boundNames(ast);
  const measure = new Measure();
  const isTaken = (name: string) =>
    functionNamed(name) !== undefined || Object.hasOwn(scope.variables, name) || bound.has(name);
  return mapNode(ast, (node) => {
    if (node.type === 'name' && !isTaken(node.name)) return constant(node, note);
    if (node.type !== 'call' || node.callee.type !== 'name' || isTaken(node.callee.name)) return node;
    const name = node.callee.name.toUpperCase();
    const known = Object.hasOwn(spreadsheetFunctions, name) ? spreadsheetFunctions[name] : undefined;
    if (known === undefined || (known.needs !== undefined && !Object.hasOwn(scope.variables, known.needs))) return node;
    const read = node.arguments.some((argument) => argument.name !== null)
      ? null
      : known.write(node.arguments.map((argument) => argument.value));
    if (read === null) {
      list.add('EXPR_ARGUMENTS', node, { name: node.callee.name, expected: known.usage });
      return node;
    }
    const placedRead = placed(read, node);
    if (measure.isTooLarge(placedRead)) {
      list.add('EXPR_TOO_DEEP', node, { limit: maxDepth });
      return { ...node, arguments: [] };
    }
    const feel = read.type === 'call' && read.callee.type === 'name' ? read.callee.name : read.type;
    note(node.callee.from, node.callee.to, feel);
    return placedRead;
  });
}

const constants: { readonly [name: string]: boolean | null | undefined } = {
  TRUE: true,
  FALSE: false,
  NULL: null,
  NONE: null,
  NIL: null,
};

function constant(node: Node & { type: 'name' }, note: Note): Node {
  const name = node.name.toUpperCase();
  if (!Object.hasOwn(constants, name)) return node;
  const value = constants[name] ?? null;
  note(node.from, node.to, String(value));
  return { from: node.from, to: node.to, feel: node.feel, type: 'literal', value };
}

/** What was made for a call stands where the call stands; its arguments keep their own places. */
function placed(read: Node, at: Call): Node {
  if (read.to > read.from) return read;
  return { ...withChildren(read, (child) => placed(child, at)), from: at.from, to: at.to };
}

/**
 * `COALESCE(a, b)` mentions `a` twice, so nesting it doubles the tree at every level, and `IFS` nests as deep as it is
 * long: both are measured before anything walks the tree. A node that stands in two places is counted twice.
 */
class Measure {
  private readonly known = new Map<Node, { size: number; depth: number }>();

  isTooLarge(node: Node): boolean {
    const { size, depth } = this.of(node);
    return size > maxNodes || depth > maxDepth;
  }

  private of(node: Node): { size: number; depth: number } {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const below = childrenOf(node).map((child) => this.of(child));
    const measured = {
      size: below.reduce((sum, { size }) => sum + size, 1),
      depth: 1 + Math.max(0, ...below.map(({ depth }) => depth)),
    };
    this.known.set(node, measured);
    return measured;
  }
}

/** Far above what people write; the longest text has fewer. */
const maxNodes = 20_000;

/** Every name that the expression itself gives to something, anywhere. */
function boundNames(ast: Node): Set<string> {
  const names = new Set<string>();
  const pending: Node[] = [ast];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'for' || node.type === 'quantified') for (const { name } of node.iterations) names.add(name);
    if (node.type === 'function') for (const { name } of node.parameters) names.add(name);
    if (node.type === 'context') for (const { name } of node.entries) names.add(name);
    pending.push(...childrenOf(node));
  }
  return names;
}
