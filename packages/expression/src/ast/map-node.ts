import type { Iteration, Node } from './node.ts';

/** The tree with every node replaced by what `change` makes of it, from the leaves up. Only for trees not yet checked. */
export function mapNode(node: Node, change: (node: Node) => Node): Node {
  const map = (child: Node) => mapNode(child, change);
  return change(withChildren(node, map));
}

/** The node with each of its children replaced. */
export function withChildren(node: Node, map: (child: Node) => Node): Node {
  switch (node.type) {
    case 'literal':
    case 'name':
      return node;
    case 'member':
      return { ...node, base: map(node.base) };
    case 'arithmetic':
    case 'comparison':
      return { ...node, left: map(node.left), right: map(node.right) };
    case 'negation':
    case 'test':
      return { ...node, operand: map(node.operand) };
    case 'logic':
      return { ...node, operands: node.operands.map(map) };
    case 'between':
      return { ...node, value: map(node.value), low: map(node.low), high: map(node.high) };
    case 'in':
      return { ...node, value: map(node.value), tests: node.tests.map(map) };
    case 'if':
      return {
        ...node,
        condition: map(node.condition),
        consequent: map(node.consequent),
        alternative: map(node.alternative),
      };
    case 'for':
    case 'quantified':
      return { ...node, iterations: node.iterations.map((each) => mapIteration(each, map)), body: map(node.body) };
    case 'list':
      return { ...node, elements: node.elements.map(map) };
    case 'context':
      return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: map(entry.value) })) };
    case 'range':
      return { ...node, low: map(node.low), high: map(node.high) };
    case 'filter':
      return { ...node, base: map(node.base), filter: map(node.filter) };
    case 'call':
      return {
        ...node,
        callee: map(node.callee),
        arguments: node.arguments.map((argument) => ({ ...argument, value: map(argument.value) })),
      };
    case 'function':
      return { ...node, body: map(node.body) };
    case 'instance-of':
      return { ...node, value: map(node.value) };
  }
}

function mapIteration(iteration: Iteration, map: (child: Node) => Node): Iteration {
  return { ...iteration, over: map(iteration.over), until: iteration.until === null ? null : map(iteration.until) };
}
