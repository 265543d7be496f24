import {
  shapeCheck,
  type FlowDefinition,
  type JsonObject,
  type JsonSchema,
  PlatformError,
  type Problem,
  pointer,
  type RecordValues,
} from '@tangram/schema';
import type { FlowState } from '../advance/state.ts';
import { environmentOf } from '../advance/step-values.ts';
import { flowProblem } from '../errors.ts';
import type { FlowGraph } from '../graph/flow-graph.ts';
import { compileFlow, type FlowContext } from '../graph/compile-flow.ts';
import type { PeopleQuery, Person } from '../people/people.ts';
import { addSpan, type Span, spanSchema } from '../time/span.ts';
import { type SimulatedTask, Simulation, type TraceEntry } from './simulation.ts';

/**
 * A script for a trial run: a record, then what happens, in order.
 *
 *     { "record": { "name": "Acme", "source": "官网" },
 *       "events": [ { "after": { "amount": 24, "unit": "hours" } }, { "do": "approve", "node": "ask", "comment": "fine" } ] }
 */
export interface SimulationCase {
  readonly record: RecordValues;
  readonly previous?: RecordValues;
  readonly starter?: JsonObject;
  /** ISO 8601; the first moment of 2026 when missing. */
  readonly at?: string;
  readonly zone?: string;
  /** Answers to questions for people: `"manager:<id>"`, `"group:<key>"`, `"role:<key>"`, `"administrators"` -> people. */
  readonly people?: { readonly [question: string]: readonly Person[] };
  readonly events?: readonly SimulationEvent[];
}

export type SimulationEvent =
  | { readonly after: Span }
  /** Does the first open task, of that node and person when they are named. */
  | { readonly do: string; readonly node?: string; readonly person?: string; readonly comment?: string }
  | { readonly change: RecordValues };

export interface SimulationResult {
  /** Whether saving this record (instead of `previous`) would start the flow; the case is played in any event. */
  readonly starts: boolean;
  /** What the clock shows at the end. */
  readonly now: string;
  readonly tasks: readonly SimulatedTask[];
  readonly status: FlowState['status'];
  readonly trace: readonly TraceEntry[];
  readonly record: RecordValues;
  /** Nodes where it stands at the end. */
  readonly at: readonly string[];
  /** When it goes on by itself next. */
  readonly nextDue: string | null;
  readonly problems: readonly Problem[];
}

const defaultMoment = '2026-01-01T00:00:00Z';

/** Compiles the flow and plays the case. Throws `PlatformError` with the problems of the flow or of the case (`FLOW_CASE`). */
export function simulate(definition: FlowDefinition, play: SimulationCase, context: FlowContext): SimulationResult {
  refuse(shapeOfCase(play));
  const { graph, problems } = compileFlow(definition, context);
  if (graph === null) throw new PlatformError('invalid', problems);
  const people = (query: PeopleQuery) => play.people?.[questionOf(query)] ?? [];
  const simulation = new Simulation(graph, {
    record: play.record,
    previous: play.previous ?? null,
    starter: play.starter ?? null,
    at: new Date(play.at ?? defaultMoment).toISOString(),
    zone: play.zone ?? 'UTC',
    people,
  });
  simulation.begin();
  for (const [index, event] of (play.events ?? []).entries()) happen(simulation, event, index, play.zone ?? 'UTC');
  const { state, trace, record, nextDue } = simulation;
  const tokens = state?.tokens ?? [];
  return {
    starts: wouldStart(graph, play, simulation),
    now: simulation.now,
    tasks: simulation.tasks,
    status: state?.status ?? 'running',
    trace,
    record,
    at: tokens.map((token) => token.node),
    nextDue,
    problems: tokens.flatMap((token) => (token.problem === undefined ? [] : [token.problem])),
  };
}

function happen(simulation: Simulation, event: SimulationEvent, index: number, zone: string): void {
  if ('after' in event) return simulation.advanceTo(addSpan(new Date(simulation.now), event.after, zone).toISOString());
  if ('change' in event) return simulation.change(event.change);
  const task = simulation.tasks.find(
    (one) =>
      one.state === 'open' &&
      (event.node === undefined || one.node === event.node) &&
      (event.person === undefined || one.person.id === event.person || one.person.name === event.person),
  );
  if (task === undefined)
    refuse([flowProblem('FLOW_CASE', pointer('events', index), { reason: `no task is open to "${event.do}"` })]);
  else simulation.act(task, event.do, event.comment ?? null);
}

/** The start's own answer, over the fields in which the record differs from `previous`. */
function wouldStart(graph: FlowGraph, play: SimulationCase, { state }: Simulation): boolean {
  const { type, settings, expressions } = graph.trigger;
  if (state === null) return false;
  const { record: after, previous: before = null } = play;
  const changed = new Set(
    Object.keys(after).filter((field) => JSON.stringify(after[field]) !== JSON.stringify(before?.[field])),
  );
  const around = { record: after, zone: play.zone ?? 'UTC' };
  const environment = environmentOf(graph, state.start, {}, new Date(play.at ?? defaultMoment), around);
  const isTrue = (path: string) => expressions.get(path)?.evaluate(environment) === true;
  return type.trigger?.matches(settings, { before, after, changed }, isTrue) === true;
}

function questionOf(query: PeopleQuery): string {
  switch (query.type) {
    case 'person':
      return `person:${query.id}`;
    case 'manager':
      return `manager:${query.of}`;
    case 'group':
      return `group:${query.group}`;
    case 'role':
      return `role:${query.role}`;
    case 'administrators':
      return 'administrators';
  }
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new PlatformError('invalid', problems);
}

const caseSchema: JsonSchema = {
  type: 'object',
  required: ['record'],
  additionalProperties: false,
  properties: {
    record: { type: 'object' },
    previous: { type: 'object' },
    starter: { type: 'object' },
    at: { type: 'string', format: 'date-time' },
    zone: { type: 'string' },
    people: {
      type: 'object',
      additionalProperties: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'name'],
          additionalProperties: false,
          properties: { id: { type: 'string' }, name: { type: 'string' } },
        },
      },
    },
    events: {
      type: 'array',
      items: {
        anyOf: [
          { type: 'object', required: ['after'], additionalProperties: false, properties: { after: spanSchema } },
          {
            type: 'object',
            required: ['change'],
            additionalProperties: false,
            properties: { change: { type: 'object' } },
          },
          {
            type: 'object',
            required: ['do'],
            additionalProperties: false,
            properties: {
              do: { type: 'string' },
              node: { type: 'string' },
              person: { type: 'string' },
              comment: { type: 'string' },
            },
          },
        ],
      },
    },
  },
};

const shapeOfCase = shapeCheck(caseSchema);
