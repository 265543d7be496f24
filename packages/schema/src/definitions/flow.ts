import type { LocalText } from '../language.ts';
import type { JsonObject } from '../value-type.ts';

/** `flows/<key>.json`: a graph with exactly one trigger node. Back edges are allowed. */
export interface FlowDefinition {
  readonly title: LocalText;
  readonly description?: LocalText;
  /** The form whose record a run is about. */
  readonly form: string;
  readonly enabled: boolean;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

export interface FlowNode {
  /** Stable across versions: running instances are moved by it. */
  readonly id: string;
  /** A type of the node type registry: `record-created`, `approval`, `create-task`, `wait`, ... */
  readonly type: string;
  readonly title?: LocalText;
  readonly settings: JsonObject;
  /** Where the designer draws it, in pixels; laid out automatically when missing. */
  readonly position?: { readonly x: number; readonly y: number };
}

export interface FlowEdge {
  readonly id: string;
  readonly source: string;
  /** Which output of the source: `approved`, `rejected`, `yes`, `no`, `next`, ... */
  readonly output: string;
  readonly target: string;
}
