import { type WorkCalendar, weekdays } from '@tangram/expression';
import { type Environment, type FeelValue, fromFeel, toFeel, userType } from '@tangram/expression';
import type { JsonObject, JsonValue, LocalText, RecordValues } from '@tangram/schema';
import type { CompiledExpression, FlowGraph, GraphNode } from '../graph/flow-graph.ts';
import { fillTemplate } from '../graph/text-template.ts';
import type { FlowStart, FlowState } from './state.ts';

/** What the run's expressions are evaluated against. */
export interface Surroundings {
  /** The record as it stands now, relation paths that expressions read nested in their references; null when deleted. */
  readonly record: RecordValues | null;
  readonly zone: string;
  /** Which days are worked; Monday to Friday when missing. */
  readonly calendar?: WorkCalendar;
}

/** The values that one node's settings come to at one moment. */
export interface StepValues {
  evaluate(path: string): JsonValue;
  text(path: string): LocalText;
  why(path: string): JsonObject;
}

export function stepValues(
  graph: FlowGraph,
  node: GraphNode,
  state: Pick<FlowState, 'start' | 'steps' | 'at'>,
  around: Surroundings,
): StepValues {
  const environment = environmentOf(graph, state.start, state.steps, new Date(state.at), around);
  const evaluate = (path: string): JsonValue => {
    const compiled = node.expressions.get(path);
    // An optional expression that is left out is nothing.
    return compiled === undefined ? null : fromFeel(compiled.evaluate(environment));
  };
  return {
    evaluate,
    text: (path) => fillTemplate(path, settingAt(node.settings, path), evaluate),
    why: (path) => valuesRead(node.expressions.get(path), environment),
  };
}

/** The variables of `scopeAt`, filled in. */
export function environmentOf(
  graph: FlowGraph,
  start: FlowStart,
  steps: FlowState['steps'],
  now: Date,
  around: Surroundings,
): Environment {
  const { variables: types } = graph.form.scope;
  const variables: { [name: string]: FeelValue } = {};
  for (const [name, type] of Object.entries(types)) variables[name] = toFeel(around.record?.[name] ?? null, type);
  variables['previous'] = toFeel(start.previous, { type: 'context', members: types });
  variables['user'] = toFeel(start.starter, userType);
  variables['steps'] = Object.fromEntries(
    [...graph.nodes.values()].map((node) => {
      const produced = steps[node.id] ?? null;
      return [node.id, toFeel(produced, { type: 'context', members: node.type.produces ?? {} })];
    }),
  );
  const { zone, calendar = weekdays } = around;
  return { variables, now, zone, calendar };
}

function settingAt(settings: JsonObject, path: string): LocalText | undefined {
  // Texts stand at the top level of settings, so one step of the pointer is all there is.
  return settings[path.slice(1)] as LocalText | undefined;
}

/** The values of the paths that the expression reads, by their text: what a person needs to understand a decision. */
function valuesRead(compiled: CompiledExpression | undefined, environment: Environment): JsonObject {
  const values: { [path: string]: JsonValue } = {};
  for (const path of compiled?.expression.reads ?? []) {
    let value: FeelValue | undefined = environment.variables[path[0] as string];
    for (const step of path.slice(1)) value = memberOf(value, step);
    values[path.join('.')] = value === undefined ? null : fromFeel(value);
  }
  return values;
}

function memberOf(value: FeelValue | undefined, name: string): FeelValue | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  // Own properties only: a field may be called `constructor`.
  return Object.hasOwn(value, name) ? (value as { readonly [name: string]: FeelValue })[name] : undefined;
}
