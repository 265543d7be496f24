export { flowErrors } from './errors.ts';
export {
  nodeType,
  type Guarantee,
  type NodeContext,
  type NodeGroup,
  type NodeOutput,
  type NodeType,
  type Words,
} from './node-type.ts';
export { nodeGroups, nodeTypeNamed, nodeTypes } from './node-types/index.ts';
export { flowSchema } from './check/flow-schema.ts';
export { checkFlow, compileFlow, scopeAt, type CompiledFlow, type FlowContext } from './graph/compile-flow.ts';
export type { FlowGraph, GraphNode } from './graph/flow-graph.ts';
export { reachability } from './graph/reachability.ts';
export { advance, type AdvanceContext, type Advanced } from './advance/advance.ts';
export type { Command, TaskOrder } from './advance/command.ts';
export type { Fact } from './advance/fact.ts';
export type { HistoryEntry } from './advance/history-entry.ts';
export type { FlowStart, FlowState, Token } from './advance/state.ts';
export type { People, PeopleQuery, Person } from './people/people.ts';
export type { AssigneeRule } from './people/assignee.ts';
export { addSpan, spanText, type Span } from './time/span.ts';
export { flowsMigrations } from './migrations.ts';
export { createFlows, type Flows } from './flows.ts';
export type { AdvanceOutcome } from './execute/advance-run.ts';
export type { Dispatcher, FlowsParts } from './execute/parts.ts';
export { flowContextOf } from './execute/versions.ts';
export type { Task } from './tasks/task.ts';
export type { TaskInput, TaskOutcome } from './tasks/act-on-task.ts';
export type { RunsOrder } from './runs/begin-runs.ts';
export type { RunReport, RunSummary } from './runs/read-runs.ts';
export type { RunOperation } from './runs/operate-run.ts';
export { simulate, type SimulationCase, type SimulationEvent, type SimulationResult } from './simulate/simulate.ts';
export { Simulation, type SimulatedTask, type SimulationStart, type TraceEntry } from './simulate/simulation.ts';
