import { compileExpression, type FeelType, readExpression, type Scope, userType } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import {
  shapeCheck,
  type FlowDefinition,
  type FlowEdge,
  type FlowNode,
  type Problem,
  pointer,
  problemAt,
} from '@tangram/schema';
import { checkEdges } from '../check/check-edges.ts';
import { shapeOfFlow } from '../check/flow-schema.ts';
import { flowProblem } from '../errors.ts';
import type { NodeContext, NodeType } from '../node-type.ts';
import { nodeTypes as builtIn } from '../node-types/index.ts';
import type { CompiledExpression, FlowGraph, GraphNode } from './flow-graph.ts';
import { reachability } from './reachability.ts';

/** What a flow is checked against. */
export interface FlowContext {
  readonly app: string;
  /** A form by its key, or by `app/key` in another application. */
  formNamed(key: string): FormModel | undefined;
  /** Keys of the application's groups and roles; not checked when left out. */
  readonly groups?: ReadonlySet<string>;
  readonly roles?: ReadonlySet<string>;
  /** The registry to use; the product's own when left out. */
  readonly nodeTypes?: readonly NodeType[];
}

export interface CompiledFlow {
  /** Null when there is any problem. */
  readonly graph: FlowGraph | null;
  /** All of them at once, each with its JSON Pointer into the definition. */
  readonly problems: readonly Problem[];
  /** What is allowed but probably not meant. */
  readonly notes: readonly Problem[];
}

/** Checks a flow and makes it ready to run. Reports the `FLOW_` codes that speak of definitions, `EXPR_` and `SCHEMA_` ones. */
export function compileFlow(definition: FlowDefinition, context: FlowContext): CompiledFlow {
  const shape = shapeOfFlow(definition);
  if (shape.length > 0) return { graph: null, problems: shape, notes: [] };

  const types = new Map((context.nodeTypes ?? builtIn).map((type) => [type.type, type]));
  const form = context.formNamed(definition.form);
  const problems = [...checkEdges(definition, types)];
  const notes: Problem[] = [];
  if (form === undefined) {
    problems.push(flowProblem('FLOW_FORM_UNKNOWN', '/form', { form: definition.form }));
    return { graph: null, problems, notes };
  }

  const nodeContext: NodeContext = { ...context, form };
  const reaches = reachability(
    definition.nodes.map((node) => node.id),
    definition.edges,
  );
  const nodes = new Map<string, GraphNode>();
  for (const [index, node] of definition.nodes.entries()) {
    const type = types.get(node.type);
    if (type === undefined) continue;
    const at = pointer('nodes', index, 'settings');
    const shapeProblems = shapeCheck(type.settings)(node.settings).map((problem) => problemAt(at, problem));
    problems.push(...shapeProblems);
    // Node types trust their settings' shape, so none of their functions may see settings that break it.
    if (shapeProblems.length > 0) continue;
    problems.push(...(type.check?.(node.settings, nodeContext) ?? []).map((problem) => problemAt(at, problem)));
    const scope = scopeAt(node, definition, types, reaches, form);
    const expressions = new Map<string, CompiledExpression>();
    for (const { path, text, expects } of type.expressions?.(node.settings, nodeContext) ?? []) {
      const options = { path: at + path.replace(/#\d+$/, ''), ...(expects === undefined ? {} : { expects }) };
      const read = readExpression(text, scope, options);
      problems.push(...read.problems);
      notes.push(...read.notes);
      if (read.expression === null) continue;
      expressions.set(path, { expression: read.expression, evaluate: compileExpression(read.expression) });
    }
    nodes.set(node.id, {
      id: node.id,
      type,
      settings: node.settings,
      outputs: outputsOf(node.id, definition.edges),
      expressions,
      reaches: reaches.get(node.id) ?? new Set(),
    });
  }
  const trigger = [...nodes.values()].find((node) => node.type.trigger !== undefined);
  if (problems.length > 0 || trigger === undefined) return { graph: null, problems, notes };
  return {
    graph: { app: context.app, definition, form, trigger, nodes, relationPaths: relationPaths(nodes, form) },
    problems,
    notes,
  };
}

/** Problems and notes only: what saving a draft shows. */
export function checkFlow(
  definition: FlowDefinition,
  context: FlowContext,
): { problems: readonly Problem[]; notes: readonly Problem[] } {
  const { problems, notes } = compileFlow(definition, context);
  return { problems, notes };
}

/**
 * The names an expression in this node's settings may use: the fields at top level, `previous` (the record before the
 * change), `user` (who started the run) and `steps.<node>.<name>` of every node that may have run before.
 */
export function scopeAt(
  node: FlowNode,
  definition: FlowDefinition,
  types: ReadonlyMap<string, NodeType>,
  reaches: ReadonlyMap<string, ReadonlySet<string>>,
  form: FormModel,
): Scope {
  const members: { [node: string]: FeelType } = {};
  for (const other of definition.nodes) {
    const produces = types.get(other.type)?.produces;
    if (produces === undefined || !reaches.get(other.id)?.has(node.id)) continue;
    members[other.id] = { type: 'context', members: produces };
  }
  return form.scopeWith({
    previous: { type: 'context', members: form.scope.variables },
    steps: { type: 'context', members },
    user: userType,
  });
}

function outputsOf(node: string, edges: readonly FlowEdge[]): Map<string, FlowEdge[]> {
  const outputs = new Map<string, FlowEdge[]>();
  for (const edge of edges) {
    if (edge.source !== node) continue;
    const known = outputs.get(edge.output);
    if (known === undefined) outputs.set(edge.output, [edge]);
    else known.push(edge);
  }
  return outputs;
}

/** Paths of two or more steps that begin at a field of the record; `previous` is kept as it was, without relations. */
function relationPaths(nodes: ReadonlyMap<string, GraphNode>, form: FormModel): (readonly string[])[] {
  const paths = new Map<string, readonly string[]>();
  for (const node of nodes.values()) {
    for (const { expression } of node.expressions.values()) {
      for (const path of expression.reads) {
        if (isLoaded(path, form)) paths.set(path.join('.'), path);
      }
    }
  }
  return [...paths.values()];
}

/** `id` and `title` come with every reference. */
function isLoaded(path: readonly string[], form: FormModel): boolean {
  if (path.length < 2 || form.fields.get(path[0] as string)?.references === undefined) return false;
  return path.length > 2 || (path[1] !== 'id' && path[1] !== 'title');
}
