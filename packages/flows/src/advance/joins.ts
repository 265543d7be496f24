import type { FlowGraph } from '../graph/flow-graph.ts';
import type { Token } from './state.ts';

/**
 * The join that lets its gathered tokens through now, or undefined.
 *
 * A join waits for every token that can still come to it, found by reachability over the graph; so it is right after a
 * parallel split, after a choice of one branch, and after any mixture of both (pattern 38, general synchronising merge).
 * Tokens that wait at other joins count as able to come. When nothing but such mutual waiting is left, the join that
 * has waited longest goes first, so two joins on one circle never hold each other for ever.
 */
export function firesNow(graph: FlowGraph, tokens: readonly Token[]): string | undefined {
  const gathered = tokens.filter((token) => token.state === 'gathered');
  if (gathered.length === 0) return undefined;
  for (const { node } of gathered) {
    const others = tokens.filter((token) => token.node !== node || token.state !== 'gathered');
    if (!others.some((token) => canCome(graph, token, node))) return node;
  }
  return tokens.every((token) => token.state === 'gathered') ? gathered[0]?.node : undefined;
}

function canCome(graph: FlowGraph, token: Token, join: string): boolean {
  return token.node === join || graph.nodes.get(token.node)?.reaches.has(join) === true;
}
