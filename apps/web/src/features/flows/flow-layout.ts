import { Graph, layout } from '@dagrejs/dagre';
import { nodeTypeNamed } from '@tangram/flows';
import type { FlowDefinition } from '@tangram/schema';

/** Sizes in pixels; the card's stylesheet says the same. */
export const cardWidth = 272;
export const cardHeight = 92;
const plusSize = 28;

/** A node of the flow, or the plus after an output that leads nowhere yet. */
export type Placed =
  | { readonly type: 'step'; readonly id: string; readonly x: number; readonly y: number }
  | {
      readonly type: 'plus';
      readonly id: string;
      readonly node: string;
      readonly output: string;
      readonly x: number;
      readonly y: number;
    };

/** An output with nothing after it, as the id of its plus. */
export function plusId(node: string, output: string): string {
  return `+${node}+${output}`;
}

/** Places everything from top to bottom, outputs side by side in their order; always the same for the same flow. */
export function layOut(flow: FlowDefinition, options: { readonly withPluses: boolean }): Placed[] {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 64, edgesep: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of flow.nodes) graph.setNode(node.id, { width: cardWidth, height: cardHeight });
  const constraints: { left: string; right: string }[] = [];
  const pluses: { id: string; node: string; output: string }[] = [];
  for (const node of flow.nodes) {
    let before: string | undefined;
    for (const output of nodeTypeNamed(node.type)?.outputs(node.settings) ?? []) {
      const edges = flow.edges.filter(
        (edge) => edge.source === node.id && edge.output === output.key && graph.hasNode(edge.target),
      );
      for (const edge of edges) graph.setEdge({ v: edge.source, w: edge.target, name: edge.id });
      if (edges.length > 0 || !options.withPluses) {
        // Branches stand in the order of their outputs: "yes" left of "no".
        const [first] = edges;
        if (before !== undefined && first !== undefined && before !== first.target)
          constraints.push({ left: before, right: first.target });
        before = first?.target ?? before;
        continue;
      }
      const id = plusId(node.id, output.key);
      pluses.push({ id, node: node.id, output: output.key });
      // As wide as a card, so that a branch has its place before it has a step.
      graph.setNode(id, { width: flow.nodes.length > 1 ? cardWidth * 0.6 : plusSize, height: plusSize });
      graph.setEdge({ v: node.id, w: id, name: id });
      if (before !== undefined) constraints.push({ left: before, right: id });
      before = id;
    }
  }
  layout(graph, { constraints });
  const steps = flow.nodes.map((node): Placed => {
    const { x, y } = graph.node(node.id) as { x: number; y: number };
    return { type: 'step', id: node.id, x: x - cardWidth / 2, y: y - cardHeight / 2 };
  });
  const ends = pluses.map((plus): Placed => {
    const { x, y } = graph.node(plus.id) as { x: number; y: number };
    return { type: 'plus', ...plus, x: x - plusSize / 2, y: y - plusSize / 2 };
  });
  return [...steps, ...ends];
}
