import { nodeTypeNamed } from '@tangram/flows';
import type { FlowDefinition, FlowEdge as Connection, FlowNode, JsonObject, LocalText } from '@tangram/schema';

/** Edits of a flow: document in, document out. What is not there changes nothing. */
export type FlowEdit = (flow: FlowDefinition) => FlowDefinition;

/** Where a node can be put: into a connection, after an output that leads nowhere yet, or beside what follows an output. */
export type Place =
  | { readonly type: 'edge'; readonly edge: string }
  | { readonly type: 'output'; readonly node: string; readonly output: string };

/** A step that leads nowhere would cut off what follows, so it can only come last. */
export function canStandAt(place: Place, type: string): boolean {
  const known = nodeTypeNamed(type);
  if (known === undefined || known.trigger !== undefined) return false;
  return place.type === 'output' || known.outputs({}).length > 0;
}

/** Puts a new node at `place`. Inside a connection, what followed now follows its first output. */
export function insertNode(place: Place, node: FlowNode): FlowEdit {
  return (flow) => {
    if (place.type === 'output') {
      return {
        ...flow,
        nodes: [...flow.nodes, node],
        edges: [...flow.edges, newEdge(flow, place.node, place.output, node.id)],
      };
    }
    const split = flow.edges.find((edge) => edge.id === place.edge);
    if (split === undefined) return flow;
    const kept = flow.edges.filter((edge) => edge !== split);
    const within = { ...flow, edges: kept };
    const into = newEdge(within, split.source, split.output, node.id);
    const [first] = nodeTypeNamed(node.type)?.outputs(node.settings) ?? [];
    const onward =
      first === undefined ? [] : [newEdge({ ...within, edges: [...kept, into] }, node.id, first.key, split.target)];
    return { ...flow, nodes: [...flow.nodes, node], edges: [...kept, into, ...onward] };
  };
}

/** Begins the flow with this node; a start that was there is replaced, and what followed it stays. */
export function setStart(node: FlowNode): FlowEdit {
  return (flow) => {
    const old = flow.nodes.find((one) => nodeTypeNamed(one.type)?.trigger !== undefined);
    if (old === undefined) return { ...flow, nodes: [node, ...flow.nodes] };
    const start = { ...node, id: old.id };
    return { ...flow, nodes: flow.nodes.map((one) => (one === old ? start : one)) };
  };
}

/** Takes nodes away. What led to one leads to what followed its first output, so that the rest stays together. */
export function removeNode(id: string): FlowEdit {
  return (flow) => {
    const node = flow.nodes.find((one) => one.id === id);
    if (node === undefined) return flow;
    const [first] = nodeTypeNamed(node.type)?.outputs(node.settings) ?? [];
    const next = flow.edges.find(
      (edge) => edge.source === id && edge.output === first?.key && edge.target !== id,
    )?.target;
    const rest = flow.edges.filter((edge) => edge.source !== id && edge.target !== id);
    const into = flow.edges.filter((edge) => edge.target === id && edge.source !== id);
    const healed = { ...flow, nodes: flow.nodes.filter((one) => one !== node), edges: rest };
    if (next === undefined) return healed;
    return into.reduce<FlowDefinition>((whole, edge) => connect(edge.source, edge.output, next)(whole), healed);
  };
}

/** Lets an output lead to a node that is there. */
export function connect(source: string, output: string, target: string): FlowEdit {
  return (flow) => {
    const isThere = flow.edges.some(
      (edge) => edge.source === source && edge.output === output && edge.target === target,
    );
    return isThere ? flow : { ...flow, edges: [...flow.edges, newEdge(flow, source, output, target)] };
  };
}

export function removeEdge(id: string): FlowEdit {
  return (flow) =>
    flow.edges.some((edge) => edge.id === id) ? { ...flow, edges: flow.edges.filter((edge) => edge.id !== id) } : flow;
}

export function setSettings(id: string, settings: JsonObject): FlowEdit {
  return changeNode(id, (node) => ({ ...node, settings }));
}

/** A node without a title of its own is called by its type. */
export function setTitle(id: string, title: LocalText | undefined): FlowEdit {
  return changeNode(id, ({ title: _old, ...node }) => (title === undefined ? node : { ...node, title }));
}

export function setBasics(basics: Partial<Pick<FlowDefinition, 'title' | 'enabled' | 'form'>>): FlowEdit {
  return (flow) => ({ ...flow, ...basics });
}

/** `approval`, `approval_2`, ...: short names, because expressions speak of them. */
export function newNodeId(flow: FlowDefinition, type: string): string {
  const taken = new Set(flow.nodes.map((node) => node.id));
  const base = type.replaceAll('-', '_');
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}_${n}`;
    if (!taken.has(id)) return id;
  }
}

function changeNode(id: string, change: (node: FlowNode) => FlowNode): FlowEdit {
  return (flow) => ({ ...flow, nodes: flow.nodes.map((node) => (node.id === id ? change(node) : node)) });
}

function newEdge(flow: FlowDefinition, source: string, output: string, target: string): Connection {
  const taken = new Set(flow.edges.map((edge) => edge.id));
  const base = `${source}_${output}_${target}`;
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}_${n}`;
  return { id, source, output, target };
}
