import type { FlowEdge } from '@tangram/schema';

/** For each node, the nodes that can be come to from it by one or more edges (itself too, when it lies on a circle). */
export function reachability(nodes: Iterable<string>, edges: readonly FlowEdge[]): Map<string, ReadonlySet<string>> {
  const targets = new Map<string, string[]>();
  for (const edge of edges) {
    const known = targets.get(edge.source);
    if (known === undefined) targets.set(edge.source, [edge.target]);
    else known.push(edge.target);
  }
  const all = new Map<string, ReadonlySet<string>>();
  for (const node of nodes) all.set(node, reachedFrom(node, targets));
  return all;
}

function reachedFrom(start: string, targets: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [...(targets.get(start) ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    open.push(...(targets.get(node) ?? []));
  }
  return reached;
}
