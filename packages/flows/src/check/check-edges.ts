import { didYouMean, type FlowDefinition, nearest, type Problem, pointer } from '@tangram/schema';
import { flowProblem } from '../errors.ts';
import { reachability } from '../graph/reachability.ts';
import type { NodeType } from '../node-type.ts';

/** Mistakes of the drawing itself: starts, unknown types, edges to nowhere, open outputs, nodes nothing leads to. */
export function checkEdges(definition: FlowDefinition, types: ReadonlyMap<string, NodeType>): Problem[] {
  return [
    ...checkNodes(definition, types),
    ...checkStart(definition, types),
    ...checkEnds(definition, types),
    ...checkOutputs(definition, types),
    ...checkReached(definition, types),
  ];
}

function checkNodes(definition: FlowDefinition, types: ReadonlyMap<string, NodeType>): Problem[] {
  const seen = new Set<string>();
  return definition.nodes.flatMap((node, index) => {
    const problems: Problem[] = [];
    if (seen.has(node.id))
      problems.push(flowProblem('FLOW_NODE_DUPLICATE', pointer('nodes', index, 'id'), { id: node.id }));
    seen.add(node.id);
    if (!types.has(node.type)) {
      const near = nearest(node.type, types.keys());
      const hint = didYouMean(near);
      problems.push(flowProblem('FLOW_NODE_TYPE_UNKNOWN', pointer('nodes', index, 'type'), { type: node.type }, hint));
    }
    return problems;
  });
}

function checkStart(definition: FlowDefinition, types: ReadonlyMap<string, NodeType>): Problem[] {
  const starts = definition.nodes.flatMap((node, index) =>
    types.get(node.type)?.trigger === undefined ? [] : [index],
  );
  if (starts.length === 0) return [flowProblem('FLOW_NO_TRIGGER', '/nodes')];
  return starts
    .slice(1)
    .map((index) => flowProblem('FLOW_MANY_TRIGGERS', pointer('nodes', index), { count: starts.length }));
}

function checkEnds(definition: FlowDefinition, types: ReadonlyMap<string, NodeType>): Problem[] {
  const byId = new Map(definition.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  return definition.edges.flatMap((edge, index) => {
    const problems: Problem[] = [];
    if (seen.has(edge.id))
      problems.push(flowProblem('FLOW_EDGE_DUPLICATE', pointer('edges', index, 'id'), { id: edge.id }));
    seen.add(edge.id);
    for (const end of ['source', 'target'] as const) {
      if (!byId.has(edge[end]))
        problems.push(flowProblem('FLOW_EDGE_NOWHERE', pointer('edges', index, end), { id: edge[end] }));
    }
    const target = byId.get(edge.target);
    if (target !== undefined && types.get(target.type)?.trigger !== undefined) {
      problems.push(flowProblem('FLOW_EDGE_TO_TRIGGER', pointer('edges', index, 'target')));
    }
    return problems;
  });
}

function checkOutputs(definition: FlowDefinition, types: ReadonlyMap<string, NodeType>): Problem[] {
  const problems: Problem[] = [];
  const outputsOf = new Map(definition.nodes.map((node) => [node.id, types.get(node.type)?.outputs(node.settings)]));
  for (const [index, edge] of definition.edges.entries()) {
    const outputs = outputsOf.get(edge.source);
    if (outputs === undefined || outputs.some((output) => output.key === edge.output)) continue;
    problems.push(
      flowProblem('FLOW_OUTPUT_UNKNOWN', pointer('edges', index, 'output'), { node: edge.source, output: edge.output }),
    );
  }
  for (const [index, node] of definition.nodes.entries()) {
    for (const output of outputsOf.get(node.id) ?? []) {
      const leads = definition.edges.some((edge) => edge.source === node.id && edge.output === output.key);
      if (leads || !output.isRequired) continue;
      const params = { node: node.title || node.id, output: output.title };
      problems.push(flowProblem('FLOW_OUTPUT_OPEN', pointer('nodes', index), params));
    }
  }
  return problems;
}

function checkReached(definition: FlowDefinition, types: ReadonlyMap<string, NodeType>): Problem[] {
  const starts = definition.nodes.filter((node) => types.get(node.type)?.trigger !== undefined).map((node) => node.id);
  // Without a start nothing is reached, and saying so of every node would hide the one mistake that matters.
  if (starts.length === 0) return [];
  const reaches = reachability(starts, definition.edges);
  const reached = new Set([...starts, ...[...reaches.values()].flatMap((set) => [...set])]);
  return definition.nodes.flatMap((node, index) =>
    reached.has(node.id)
      ? []
      : [flowProblem('FLOW_UNREACHABLE', pointer('nodes', index), { node: node.title || node.id })],
  );
}
