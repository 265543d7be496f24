import { type JsonObject, type LocalText, PlatformError, type RecordValues } from '@tangram/schema';
import { advance } from '../advance/advance.ts';
import type { Command, TaskOrder } from '../advance/command.ts';
import type { Fact } from '../advance/fact.ts';
import type { HistoryEntry } from '../advance/history-entry.ts';
import type { Address, FlowState } from '../advance/state.ts';
import { flowProblem } from '../errors.ts';
import type { FlowGraph } from '../graph/flow-graph.ts';
import type { PeopleQuery, Person } from '../people/people.ts';

/** Where a trial run begins. */
export interface SimulationStart {
  readonly record: RecordValues;
  /** The record before the change, for a flow that starts with one. */
  readonly previous?: RecordValues | null;
  /** `user` of expressions. */
  readonly starter?: JsonObject | null;
  /** ISO 8601: what the clock shows at the start. */
  readonly at: string;
  /** IANA zone of the workspace. */
  readonly zone: string;
  /** Who answers to a question; without it, or with an empty answer, a person named after the question. */
  readonly people?: (query: PeopleQuery) => readonly Person[];
}

export interface SimulatedTask extends Address {
  readonly name: string;
  readonly title: LocalText;
  readonly person: Person;
  readonly actions: readonly string[];
  readonly dueAt: string | null;
  readonly state: 'open' | 'done' | 'closed';
}

/** What happened, in order: the run's own history, and what it did to the world. */
export type TraceEntry =
  | { readonly type: 'history'; readonly entry: HistoryEntry }
  | {
      readonly type: 'task';
      readonly at: string;
      readonly node: string;
      readonly title: LocalText;
      readonly person: Person;
      readonly dueAt: string | null;
    }
  | { readonly type: 'timer'; readonly at: string; readonly node: string; readonly dueAt: string }
  | {
      readonly type: 'effect';
      readonly at: string;
      readonly node: string;
      readonly effect: string;
      readonly request: JsonObject;
    }
  | {
      readonly type: 'record';
      readonly at: string;
      readonly node: string;
      readonly form: string;
      readonly id: string;
      readonly values: JsonObject;
    };

/**
 * A trial run: the very `advance` of the server, with a clock that is moved by hand, tasks that are done by hand, and a
 * record that exists only here. Nothing leaves it.
 */
export class Simulation {
  readonly graph: FlowGraph;
  state: FlowState | null = null;
  /** ISO 8601. */
  now: string;
  record: RecordValues;
  readonly trace: TraceEntry[] = [];
  tasks: readonly SimulatedTask[] = [];
  private timers: readonly (Address & { readonly name: string; readonly dueAt: string })[] = [];
  private created = 0;
  private readonly start: SimulationStart;
  private readonly known = new Map<string, Person>();

  constructor(graph: FlowGraph, start: SimulationStart) {
    this.graph = graph;
    this.start = start;
    this.now = start.at;
    this.record = start.record;
  }

  /** Starts the run; the condition of its start is not asked, because somebody wants to see it run. */
  begin(): void {
    const kind = this.graph.trigger.type.trigger?.on ?? 'manual';
    const id = typeof this.record['id'] === 'string' ? this.record['id'] : 'record';
    const { previous = null, starter = null } = this.start;
    this.take({ kind: 'start', at: this.now, start: { kind, record: id, previous, starter } });
  }

  /** When something happens by itself next; null when the run waits for people, or for nothing. */
  get nextDue(): string | null {
    return this.timers.reduce<string | null>(
      (first, timer) => (first === null || timer.dueAt < first ? timer.dueAt : first),
      null,
    );
  }

  /** Moves the clock to this moment, through every timer on the way in the order in which they are due. */
  advanceTo(moment: string): void {
    for (let due = this.nextDue; due !== null && due <= moment; due = this.nextDue) {
      const timer = this.timers.find((one) => one.dueAt === due) as (typeof this.timers)[number];
      this.timers = this.timers.filter((one) => one !== timer);
      this.now = due;
      const { token, node, visit, name } = timer;
      this.take({ kind: 'timer', at: due, token, node, visit, name });
    }
    if (moment > this.now) this.now = moment;
  }

  /** Does a task; `FLOW_TASK_CLOSED` or `FLOW_ACTION_UNKNOWN` as the inbox would. */
  act(task: SimulatedTask, action: string, comment: string | null = null): void {
    const current = this.tasks.find((one) => one === task);
    if (current?.state !== 'open') throw new PlatformError('conflict', [flowProblem('FLOW_TASK_CLOSED')]);
    if (!task.actions.includes(action)) {
      throw new PlatformError('invalid', [
        flowProblem('FLOW_ACTION_UNKNOWN', '', { action, possible: task.actions.join(', ') }),
      ]);
    }
    const order = this.orders.get(orderKey(task));
    const closes = order?.closing.includes(action) === true;
    this.tasks = this.tasks.map((one) => {
      if (one === task) return { ...one, state: 'done' };
      return closes && one.state === 'open' && one.token === task.token && one.visit === task.visit
        ? { ...one, state: 'closed' }
        : one;
    });
    const { token, node, visit, name, person: by } = task;
    this.take({ kind: 'task', at: this.now, token, node, visit, name, action, by, comment });
  }

  /** Somebody edits the record while the run waits. */
  change(values: RecordValues): void {
    this.record = { ...this.record, ...values };
  }

  private readonly orders = new Map<string, TaskOrder>();

  private take(first: Fact): void {
    const facts: Fact[] = [first];
    for (let fact = facts.shift(); fact !== undefined; fact = facts.shift()) {
      const advanced = advance(this.graph, this.state, fact, { record: this.record, zone: this.start.zone });
      this.state = advanced.state;
      this.trace.push(...advanced.history.map((entry) => ({ type: 'history' as const, entry })));
      for (const command of advanced.commands) {
        const answer = this.carryOut(command);
        if (answer !== null) facts.push(answer);
      }
      if (advanced.isUnfinished && facts.length === 0) facts.push({ kind: 'go-on', at: this.now });
    }
  }

  private carryOut(command: Command): Fact | null {
    const { token, node, visit } = command;
    const address = { token, node, visit };
    switch (command.kind) {
      case 'find-people': {
        const people = command.queries.flatMap((query) => this.find(query));
        const value = [...new Map(people.map(({ id, name }) => [id, { id, name }])).values()];
        return { kind: 'answer', ...address, name: command.name, value };
      }
      case 'write-record': {
        const id = command.id ?? `new-${++this.created}`;
        if (command.id !== null) this.change(command.values);
        this.trace.push({ type: 'record', at: this.now, node, form: command.form, id, values: command.values });
        return { kind: 'answer', ...address, name: command.name, value: { id, version: 1 } };
      }
      case 'open-task': {
        const { title, person, actions, dueAt } = command.task;
        const task = {
          ...address,
          name: command.name,
          title,
          person: this.named(person),
          actions,
          dueAt,
          state: 'open' as const,
        };
        this.orders.set(orderKey(task), command.task);
        this.tasks = [...this.tasks, task];
        this.trace.push({ type: 'task', at: this.now, node, title, person: task.person, dueAt });
        return null;
      }
      case 'set-timer':
        this.timers = [...this.timers, { ...address, name: command.name, dueAt: command.dueAt }];
        this.trace.push({ type: 'timer', at: this.now, node, dueAt: command.dueAt });
        return null;
      case 'effect':
        this.trace.push({ type: 'effect', at: this.now, node, effect: command.effect, request: command.request });
        return null;
      case 'release':
        this.timers = this.timers.filter((timer) => timer.token !== token || timer.visit !== visit);
        this.tasks = this.tasks.map((task) =>
          task.state === 'open' &&
          task.token === token &&
          task.visit === visit &&
          this.orders.get(orderKey(task))?.isBound === true
            ? { ...task, state: 'closed' as const }
            : task,
        );
        return null;
      case 'open-incident':
      case 'close-incident':
        return null;
    }
  }

  private find(query: PeopleQuery): readonly Person[] {
    const found = this.start.people?.(query) ?? [];
    const people = found.length > 0 ? found : [standIn(query)];
    for (const person of people) this.known.set(person.id, person);
    return people;
  }

  private named(id: string): Person {
    return this.known.get(id) ?? { id, name: id };
  }
}

function orderKey({ token, visit, name }: { token: number; visit: number; name: string }): string {
  return `${token}:${visit}:${name}`;
}

/** Somebody to answer in a trial run when nobody was named: the question itself is the name. */
function standIn(query: PeopleQuery): Person {
  switch (query.type) {
    case 'person':
      return { id: query.id, name: query.id };
    case 'manager':
      return { id: `manager of ${query.of}`, name: `manager of ${query.of}` };
    case 'group':
      return { id: query.group, name: query.group };
    case 'role':
      return { id: query.role, name: query.role };
    case 'administrators':
      return { id: 'administrator', name: 'administrator' };
  }
}
