import { type AggregateSource, aggregateSource, bodiesOf } from '../ast/aggregate.ts';
import { type Call, childrenOf, type Node, type Quantified } from '../ast/node.ts';
import type { ProblemList } from '../ast/problem-list.ts';
import { sqlProblem } from '../compile/sql.ts';
import { maxAggregateDepth, maxAggregates } from '../limits.ts';
import { testedName } from '../parse/name.ts';
import { feelText } from '../print/feel-text.ts';
import type { Scope } from '../types/feel-type.ts';

/**
 * Finds the counts over related records in a checked tree and names them (`Call.aggregate`). A list of related records
 * that stands anywhere else is refused: there may be a million of them, so they are counted where they are stored.
 * Reports EXPR_RELATED_ONLY, _HERE, _NAME, _NOT_IN_SQL and _LIMIT.
 */
export function markAggregates(ast: Node, { scope, isAllowed }: MarkOptions, list: ProblemList): void {
  let count = 0;
  const visit = (node: Node, depth: number, isBound: boolean): void => {
    const source = aggregateSource(node);
    if (source === null) {
      const name = listName(node);
      if (name !== null) {
        list.add('EXPR_RELATED_ONLY', node, { name });
        return;
      }
      const binds = binders.has(node.type);
      for (const child of childrenOf(node)) visit(child, depth, isBound || (binds && depth === 0));
      return;
    }
    count += 1;
    if (!isAllowed) {
      list.add('EXPR_RELATED_HERE', node, { name: feelText(source.list) });
      return;
    }
    if (depth === maxAggregateDepth || count === maxAggregates + 1) {
      list.add('EXPR_RELATED_LIMIT', node, { most: String(maxAggregates), depth: String(maxAggregateDepth) });
      return;
    }
    for (const body of bodiesOf(node, source)) visit(body, depth + 1, false);
    if (depth > 0) return;
    if (isBound) list.add('EXPR_RELATED_ONLY', node, { name: feelText(source.list) });
    else mark(node as Call | Quantified, source, scope, list);
  };
  visit(ast, 0, false);
}

export interface MarkOptions {
  readonly scope: Scope;
  /** False where a value is kept or shown that would not follow the related records. */
  readonly isAllowed: boolean;
}

/** What binds names around its parts: a count in there would have as many values as turns. */
const binders: ReadonlySet<Node['type']> = new Set(['for', 'quantified', 'filter', 'function', 'context']);

function mark(node: Call | Quantified, source: AggregateSource, { notStored = [] }: Scope, list: ProblemList): void {
  const before = list.problems.length;
  const visit = (each: Node): void => {
    const isOutside = each.type === 'name' && each.binding === 'scope' && notStored.includes(each.name);
    if (isOutside || (each.type === 'name' && each.name === testedName)) {
      list.add('EXPR_RELATED_NAME', each, { name: each.name });
    }
    for (const child of childrenOf(each)) visit(child);
  };
  for (const body of bodiesOf(node, source)) visit(body);
  if (list.problems.length > before) return;
  const problem = sqlProblem(node);
  if (problem !== null) {
    // All parameters of EXPR_NOT_IN_SQL but its place are words, and this sentence says them again.
    const words = Object.entries(problem.params ?? {}).filter(
      (each): each is [string, string] => typeof each[1] === 'string',
    );
    list.add('EXPR_RELATED_NOT_IN_SQL', node, Object.fromEntries(words));
    return;
  }
  node.aggregate = feelText(node);
}

/** What to call a list of related records that is not counted; null for any other node. */
function listName(node: Node): string | null {
  if (node.feel.type !== 'list' || node.feel.related === undefined) return null;
  return node.type === 'name' || node.type === 'member' ? feelText(node) : null;
}
