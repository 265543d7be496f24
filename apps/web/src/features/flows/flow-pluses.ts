import { nodeTypeNamed } from '@tangram/flows';
import type { FlowDefinition } from '@tangram/schema';
import type { Place } from './flow-edits.ts';

/** The outputs that lead nowhere yet, in the order of the steps. */
export function plusesOf(flow: FlowDefinition): Extract<Place, { type: 'output' }>[] {
  return flow.nodes.flatMap((node) =>
    (nodeTypeNamed(node.type)?.outputs(node.settings) ?? [])
      .filter((output) => !flow.edges.some((edge) => edge.source === node.id && edge.output === output.key))
      .map((output) => ({ type: 'output' as const, node: node.id, output: output.key })),
  );
}
