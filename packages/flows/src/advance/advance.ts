import { type JsonObject, PlatformError, type Problem } from '@tangram/schema';
import { flowProblem } from '../errors.ts';
import type { FlowGraph, GraphNode } from '../graph/flow-graph.ts';
import type { Step, Turn } from '../node-type.ts';
import type { Command } from './command.ts';
import type { Fact, StepFact } from './fact.ts';
import type { HistoryEntry } from './history-entry.ts';
import { firesNow } from './joins.ts';
import type { FlowState, Token } from './state.ts';
import { type Surroundings, stepValues } from './step-values.ts';

export interface Advanced {
  readonly state: FlowState;
  /** To be done in order; those in `answered` are answered before any other fact is taken. */
  readonly commands: readonly Command[];
  readonly history: readonly HistoryEntry[];
  /** Nodes that had their turn. */
  readonly steps: number;
  /** The step budget was used up: the host commits and comes back with a `go-on` fact. */
  readonly isUnfinished: boolean;
}

export interface AdvanceContext extends Surroundings {
  /** Steps before control goes back to the host, so that no transaction grows without end; 500 when missing. */
  readonly budget?: number;
  /** Steps without waiting for anything before tokens are held as running in circles; 1000 when missing. */
  readonly patience?: number;
}

const defaultBudget = 500;
const defaultPatience = 1000;

/**
 * Takes a run from wait to wait: one fact in, everything that follows from it out. Pure: the same graph, state, fact
 * and context give the same answer, in the server, the simulator and the tests.
 *
 * `state` null begins a run, with a `start` fact.
 */
export function advance(graph: FlowGraph, state: FlowState | null, fact: Fact, context: AdvanceContext): Advanced {
  const run = new Advance(graph, state ?? emptyState(fact), context);
  run.take(fact);
  return run.toWait(context.budget ?? defaultBudget);
}

function emptyState(fact: Fact): FlowState {
  if (fact.kind !== 'start') throw new Error('A run begins with a start fact.');
  return {
    status: 'running',
    start: fact.start,
    at: fact.at,
    tokens: [],
    nextToken: 1,
    visits: {},
    steps: {},
    streak: 0,
  };
}

/**
 * One call of `advance`. Tokens live in a map in the order of their ids; the ready one with the lowest id steps first,
 * which is the only order there is, so nothing depends on how many facts a host hands over at once.
 */
class Advance {
  private readonly graph: FlowGraph;
  private readonly context: AdvanceContext;
  private status: FlowState['status'];
  private readonly start: FlowState['start'];
  private at: string;
  private readonly tokens: Map<number, Token>;
  private nextToken: number;
  private readonly visits: { [node: string]: number };
  private readonly steps: { [node: string]: JsonObject };
  private streak: number;
  private readonly commands: Command[] = [];
  private readonly history: HistoryEntry[] = [];

  constructor(graph: FlowGraph, state: FlowState, context: AdvanceContext) {
    this.graph = graph;
    this.context = context;
    this.status = state.status;
    this.start = state.start;
    this.at = state.at;
    this.tokens = new Map(state.tokens.map((token) => [token.id, token]));
    this.nextToken = state.nextToken;
    this.visits = { ...state.visits };
    this.steps = { ...state.steps };
    this.streak = state.streak;
  }

  take(fact: Fact): void {
    if ('at' in fact && fact.kind !== 'go-on') {
      this.at = fact.at;
      this.streak = 0;
    }
    switch (fact.kind) {
      case 'start':
        this.write('started', null, { data: { kind: fact.start.kind } });
        return this.enter(this.graph.trigger.id, this.nextToken++);
      case 'timer':
      case 'task':
      case 'answer':
      case 'refused':
        return this.resume(fact);
      case 'transfer':
        this.history.push({
          at: fact.at,
          kind: 'transferred',
          node: fact.node,
          visit: fact.visit,
          by: fact.by,
          data: { to: fact.to.name },
        });
        return;
      case 'retry':
        return this.retry(fact);
      case 'skip':
        return this.skip(fact);
      case 'cancel':
        return this.cancel(fact.by);
      case 'go-on':
        return;
    }
  }

  toWait(budget: number): Advanced {
    let left = budget;
    while (this.status === 'running' && left > 0) {
      const token = this.nextReady();
      if (token === undefined) break;
      left--;
      this.step(token);
    }
    const isUnfinished = this.status === 'running' && this.nextReady() !== undefined;
    if (this.status === 'running' && this.tokens.size === 0) {
      this.status = 'done';
      this.write('finished', null);
    }
    return { state: this.state(), commands: this.commands, history: this.history, steps: budget - left, isUnfinished };
  }

  private state(): FlowState {
    const { status, start, at, nextToken, visits, steps, streak } = this;
    return { status, start, at, tokens: [...this.tokens.values()], nextToken, visits, steps, streak };
  }

  /** The ready token with the lowest id; when there is none, a join whose branches are all in lets one through. */
  private nextReady(): Token | undefined {
    for (const token of this.tokens.values()) if (token.state === 'ready') return token;
    const join = firesNow(this.graph, [...this.tokens.values()]);
    if (join === undefined) return undefined;
    const gathered = [...this.tokens.values()].filter((token) => token.node === join && token.state === 'gathered');
    for (const token of gathered.slice(1)) this.tokens.delete(token.id);
    const first = gathered[0] as Token;
    this.write('gathered', first, { data: { branches: gathered.length } });
    const passed: Token = { ...first, state: 'ready', memory: { gathered: true } };
    this.tokens.set(first.id, passed);
    return passed;
  }

  private enter(node: string, id: number): void {
    const visit = (this.visits[node] ?? 0) + 1;
    this.visits[node] = visit;
    this.tokens.set(id, { id, node, visit, state: 'ready', memory: {}, holds: false });
  }

  private step(token: Token): void {
    const patience = this.context.patience ?? defaultPatience;
    if (++this.streak > patience) return this.stick(token, flowProblem('FLOW_LOOP', '', { steps: patience }));
    const node = this.nodeOf(token);
    if (node.type.gathers === true && token.memory['gathered'] !== true) {
      this.tokens.set(token.id, { ...token, state: 'gathered' });
      return this.write('entered', token);
    }
    if (token.memory['gathered'] !== true) this.write('entered', token);
    // Starts and joins have nothing to do but to let the token through.
    this.settle(token, node, () => node.type.enter?.(this.stepOf(token, node)) ?? { go: 'next' });
  }

  private resume(fact: StepFact): void {
    const token = this.tokens.get(fact.token);
    const isThere =
      token !== undefined && token.node === fact.node && token.visit === fact.visit && token.state === 'waiting';
    if (!isThere || this.status !== 'running') return this.comeLate(fact);
    if (fact.kind === 'task') this.writeDecision('decided', fact);
    const node = this.nodeOf(token);
    if (fact.kind === 'refused') return this.stick(token, fact.problem);
    this.settle(token, node, () => {
      const turn = node.type.resume?.(this.stepOf(token, node), fact);
      if (turn === undefined)
        throw new Error(`A step of the type "${node.type.type}" waited for something it cannot take.`);
      return turn;
    });
  }

  /** The token has gone on: the node's result may still change, the path cannot. */
  private comeLate(fact: StepFact): void {
    if (fact.kind === 'task') this.writeDecision('late', fact);
    const node = this.graph.nodes.get(fact.node);
    const result = this.steps[fact.node];
    if (node?.type.late !== undefined && result !== undefined) this.steps[fact.node] = node.type.late(result, fact);
  }

  /** Does what the node wants; what it throws holds this token and leaves the others alone. */
  private settle(token: Token, node: GraphNode, run: () => Turn): void {
    let turn: Turn;
    try {
      turn = run();
    } catch (error) {
      return this.stick(token, problemOf(error));
    }
    if (turn.fail !== undefined) return this.stick(token, turn.fail);
    const address = { token: token.id, node: token.node, visit: token.visit };
    for (const command of turn.commands ?? []) this.commands.push({ ...command, ...address });
    const holds = token.holds || (turn.commands ?? []).some(isHeld);
    const memory = turn.memory ?? token.memory;
    const settled: Token = { ...withoutProblem(token), state: 'waiting', memory, holds };
    if (turn.go === undefined && turn.end === undefined) {
      this.tokens.set(token.id, settled);
      return;
    }
    if (turn.result !== undefined) this.steps[token.node] = turn.result;
    if (turn.end === 'run') {
      this.tokens.set(token.id, settled);
      return this.endRun(settled);
    }
    this.leave(settled, node, turn.end === undefined ? (turn.go as string) : null, turn.why);
  }

  /** Goes out by `output`: the first edge keeps the token's id, each further one gets a new token; no edge ends it. */
  private leave(
    token: Token,
    node: GraphNode,
    output: string | null,
    why?: JsonObject,
    by: HistoryEntry['by'] = null,
  ): void {
    this.release(token);
    this.tokens.delete(token.id);
    const edges = output === null ? [] : (node.outputs.get(output) ?? []);
    const data = { ...(output === null ? {} : { output }), ...(why === undefined ? {} : { why }) };
    this.write(edges.length === 0 ? 'ended' : 'left', token, { data, by });
    for (const [index, edge] of edges.entries()) this.enter(edge.target, index === 0 ? token.id : this.nextToken++);
  }

  private endRun(token: Token): void {
    this.clear();
    this.write('ended', token);
    this.write('finished', null);
    this.status = 'done';
  }

  private stick(token: Token, problem: Problem): void {
    this.release(token);
    this.tokens.set(token.id, { ...token, state: 'stuck', holds: false, problem });
    this.commands.push({ kind: 'open-incident', problem, token: token.id, node: token.node, visit: token.visit });
    this.write('stuck', token, { problem });
  }

  private retry(fact: Extract<Fact, { kind: 'retry' }>): void {
    const token = this.tokens.get(fact.token);
    if (token?.state !== 'stuck' || this.status !== 'running') return;
    this.commands.push({ kind: 'close-incident', token: token.id, node: token.node, visit: token.visit });
    this.write('retried', token, { by: fact.by });
    this.enter(token.node, token.id);
  }

  private skip(fact: Extract<Fact, { kind: 'skip' }>): void {
    const token = this.tokens.get(fact.token);
    if (token?.state !== 'stuck' || this.status !== 'running') return;
    this.commands.push({ kind: 'close-incident', token: token.id, node: token.node, visit: token.visit });
    this.write('skipped', token, { by: fact.by, data: { output: fact.output } });
    this.leave(withoutProblem(token), this.nodeOf(token), fact.output, undefined, fact.by);
  }

  private cancel(by: HistoryEntry['by']): void {
    if (this.status !== 'running') return;
    this.clear();
    this.status = 'cancelled';
    this.write('cancelled', null, { by });
  }

  private clear(): void {
    for (const token of this.tokens.values()) {
      this.release(token);
      if (token.state === 'stuck')
        this.commands.push({ kind: 'close-incident', token: token.id, node: token.node, visit: token.visit });
    }
    this.tokens.clear();
  }

  private release(token: Token): void {
    if (token.holds) this.commands.push({ kind: 'release', token: token.id, node: token.node, visit: token.visit });
  }

  private nodeOf(token: Token): GraphNode {
    const node = this.graph.nodes.get(token.node);
    if (node === undefined) throw new Error(`The flow has no step "${token.node}".`);
    return node;
  }

  private stepOf(token: Token, node: GraphNode): Step {
    const state = { start: this.start, steps: this.steps, at: this.at };
    return {
      settings: node.settings,
      form: this.graph.form,
      record: this.context.record,
      start: this.start,
      at: new Date(this.at),
      zone: this.context.zone,
      memory: token.memory,
      ...stepValues(this.graph, node, state, this.context),
    };
  }

  private writeDecision(kind: 'decided' | 'late', fact: Extract<Fact, { kind: 'task' }>): void {
    const data = { action: fact.action, ...(fact.comment === null ? {} : { comment: fact.comment }) };
    this.history.push({ at: fact.at, kind, node: fact.node, visit: fact.visit, by: fact.by, data });
  }

  private write(
    kind: HistoryEntry['kind'],
    token: Token | null,
    more: Partial<Pick<HistoryEntry, 'by' | 'data' | 'problem'>> = {},
  ): void {
    const place = { node: token?.node ?? null, visit: token?.visit ?? null };
    this.history.push({ at: this.at, kind, ...place, by: null, data: {}, ...more });
  }
}

/** Commands whose outcome is closed when the token leaves. */
function isHeld(command: NonNullable<Turn['commands']>[number]): boolean {
  return command.kind === 'set-timer' || (command.kind === 'open-task' && command.task.isBound);
}

function withoutProblem(token: Token): Token {
  const { problem: _solved, ...rest } = token;
  return rest;
}

function problemOf(error: unknown): Problem {
  if (error instanceof PlatformError && error.problems[0] !== undefined) return error.problems[0];
  return flowProblem('FLOW_STEP_FAILED', '', { reason: error instanceof Error ? error.message : String(error) });
}
