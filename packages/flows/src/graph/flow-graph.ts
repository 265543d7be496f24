import type { Environment, Expression, FeelValue } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import type { FlowDefinition, FlowEdge, JsonObject } from '@tangram/schema';
import type { NodeType } from '../node-type.ts';

/** A flow that passed its check, ready to run: made by `compileFlow`, never stored. */
export interface FlowGraph {
  readonly app: string;
  readonly definition: FlowDefinition;
  readonly form: FormModel;
  readonly trigger: GraphNode;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Paths through relations that expressions read (`['account', 'sector']`): the host loads them with the record. */
  readonly relationPaths: readonly (readonly string[])[];
}

export interface GraphNode {
  readonly id: string;
  readonly type: NodeType;
  readonly settings: JsonObject;
  /** Output -> where it leads; several edges of one output split the token. */
  readonly outputs: ReadonlyMap<string, readonly FlowEdge[]>;
  readonly expressions: ReadonlyMap<string, CompiledExpression>;
  /** The nodes that a token standing here may still come to. */
  readonly reaches: ReadonlySet<string>;
}

export interface CompiledExpression {
  readonly expression: Expression;
  evaluate(environment: Environment): FeelValue;
}
