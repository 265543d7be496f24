import type { FlowDefinition, FlowEdge, FlowNode } from '@tangram/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowGraph } from '../graph/flow-graph.ts';
import { compileFlow } from '../graph/compile-flow.ts';
import { edge, leadContext } from '../testing/lead-flows.ts';
import { type NodeType, nodeType } from '../node-type.ts';
import { nodeTypes } from '../node-types/index.ts';
import { nextOutput } from '../node-types/next-output.ts';
import { advance } from './advance.ts';
import type { Command } from './command.ts';
import type { Fact } from './fact.ts';
import type { FlowState } from './state.ts';

/** Steps that do one thing each, so that a random graph is all about tokens. */
const hold = probe(
  'hold',
  () => ({ commands: [{ kind: 'set-timer', name: 'due', dueAt: '2026-01-01T00:00:00.000Z' }] }),
  { resume: () => ({ go: 'next' }) },
);
const pass = probe('pass', () => ({ go: 'next', result: { passed: true } }));
const ask = probe('ask', () => ({ commands: [{ kind: 'find-people', name: 'people', queries: [] }] }), {
  resume: () => ({ go: 'next' }),
});
const broken = probe('broken', () => {
  throw new Error('out of paper');
});
const types: readonly NodeType[] = [...nodeTypes, hold, pass, ask, broken];

/** Little patience, because a random split on a circle doubles its tokens at every turn. */
const context = { record: null, zone: 'UTC', patience: 40 };
const at = '2026-01-01T00:00:00.000Z';
const start: Fact = { kind: 'start', at, start: { kind: 'manual', record: 'r', previous: null, starter: null } };

describe('advance', () => {
  it('gathers what a split has parted, once', () => {
    const graph = graphOf(
      [
        ['a', 'pass'],
        ['b', 'hold'],
        ['c', 'hold'],
        ['j', 'join'],
        ['z', 'pass'],
      ],
      [
        ['start', 'a'],
        ['a', 'b'],
        ['a', 'c'],
        ['b', 'j'],
        ['c', 'j'],
        ['j', 'z'],
      ],
    );
    const host = new Host(graph);
    host.begin();
    expect(host.where()).toEqual(['b', 'c']);
    host.fire(0);
    expect(host.where()).toEqual(['c', 'j']);
    host.fire(0);
    expect(host.state?.status).toBe('done');
    expect(host.state?.visits).toMatchObject({ j: 2, z: 1 });
  });

  it('does not wait at a join for a branch that can no longer come', () => {
    const graph = graphOf(
      [
        ['a', 'hold'],
        ['b', 'end:branch'],
        ['j', 'join'],
        ['z', 'pass'],
      ],
      [
        ['start', 'a'],
        ['start', 'b'],
        ['a', 'j'],
        ['j', 'z'],
      ],
    );
    const host = new Host(graph);
    host.begin();
    host.fire(0);
    expect(host.state?.status).toBe('done');
  });

  it('lets two joins on one circle not hold each other for ever', () => {
    const graph = graphOf(
      [
        ['j', 'join'],
        ['k', 'join'],
        ['z', 'end:run'],
      ],
      [
        ['start', 'j'],
        ['start', 'k'],
        ['j', 'k'],
        ['k', 'j'],
        ['k', 'z'],
      ],
    );
    const host = new Host(graph);
    host.begin();
    expect(host.state?.status).toBe('done');
  });

  it('holds a branch that fails, lets it be tried again, and moves it on when told to', () => {
    const graph = graphOf(
      [
        ['a', 'broken'],
        ['b', 'hold'],
        ['z', 'pass'],
      ],
      [
        ['start', 'a'],
        ['start', 'b'],
        ['a', 'z'],
      ],
    );
    const host = new Host(graph);
    host.begin();
    expect(host.state?.tokens.map((token) => [token.node, token.state])).toEqual([
      ['a', 'stuck'],
      ['b', 'waiting'],
    ]);
    expect(host.opened).toBe(1);
    const token = host.state?.tokens[0]?.id as number;
    const by = { id: 'p', name: 'P' };
    host.take({ kind: 'retry', at, token, by });
    expect(host.state?.tokens[0]).toMatchObject({ state: 'stuck', visit: 2 });
    host.take({ kind: 'skip', at, token, output: 'next', by });
    expect(host.state?.visits['z']).toBe(1);
    expect(host.opened).toBe(0);
  });

  it('holds a circle that never waits instead of running for ever', () => {
    const host = new Host(
      graphOf(
        [
          ['a', 'pass'],
          ['b', 'pass'],
        ],
        [
          ['start', 'a'],
          ['a', 'b'],
          ['b', 'a'],
        ],
      ),
    );
    host.begin();
    expect(host.state?.tokens[0]?.problem?.code).toBe('FLOW_LOOP');
  });

  it('gives control back when the budget is used up and goes on to the same end', () => {
    const graph = graphOf(
      [
        ['a', 'pass'],
        ['b', 'pass'],
        ['c', 'pass'],
      ],
      [
        ['start', 'a'],
        ['a', 'b'],
        ['b', 'c'],
      ],
    );
    let result = advance(graph, null, start, { ...context, budget: 2 });
    expect(result).toMatchObject({ isUnfinished: true, steps: 2 });
    result = advance(graph, result.state, { kind: 'go-on', at }, { ...context, budget: 2 });
    const whole = advance(graph, null, start, context);
    expect(result.state).toEqual(whole.state);
    expect(whole.isUnfinished).toBe(false);
  });

  it('ignores a timer of a visit that is over', () => {
    const graph = graphOf(
      [
        ['a', 'hold'],
        ['b', 'hold'],
      ],
      [
        ['start', 'a'],
        ['a', 'b'],
      ],
    );
    const host = new Host(graph);
    host.begin();
    const stale = host.timers[0] as Extract<Fact, { kind: 'timer' }>;
    host.fire(0);
    const before = host.state?.tokens;
    host.take(stale);
    expect(host.state?.tokens).toEqual(before);
  });

  it('stops everything when the run is cancelled', () => {
    const graph = graphOf(
      [
        ['a', 'hold'],
        ['b', 'broken'],
      ],
      [
        ['start', 'a'],
        ['start', 'b'],
      ],
    );
    const host = new Host(graph);
    host.begin();
    host.take({ kind: 'cancel', at, by: null });
    expect(host.state).toMatchObject({ status: 'cancelled', tokens: [] });
    expect([host.timers.length, host.opened]).toEqual([0, 0]);
  });
});

describe('on random graphs', () => {
  it('goes on from a stored state exactly as from the living one, after every step', () => {
    fc.assert(
      fc.property(randomGraph, fc.array(fc.nat(50), { maxLength: 30 }), (graph, choices) => {
        const [living, stored] = [new Host(graph), new Host(graph, { isStored: true })];
        for (const host of [living, stored]) host.begin();
        expect(stored.state).toEqual(living.state);
        for (const choice of choices) {
          for (const host of [living, stored]) host.fire(choice);
          expect(stored.state).toEqual(living.state);
          expect([stored.log, stored.commands]).toEqual([living.log, living.commands]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves no token ready, none lost, and nothing waiting that nothing will wake', () => {
    fc.assert(
      fc.property(randomGraph, fc.array(fc.nat(50), { maxLength: 30 }), (graph, choices) => {
        const host = new Host(graph);
        host.begin();
        for (const choice of choices) host.fire(choice);
        const state = host.state as FlowState;
        expect(state.tokens.filter((token) => token.state === 'ready')).toEqual([]);
        expect(state.status === 'running').toBe(state.tokens.length > 0);
        // Every waiting token has its timer, and every timer its token: nothing is stuck and nothing fires into the void.
        const waiting = state.tokens
          .filter((token) => token.state === 'waiting')
          .map((token) => `${token.id}:${token.visit}`);
        expect(host.timers.map((timer) => `${timer.token}:${timer.visit}`).sort()).toEqual(waiting.sort());
        expect(host.opened).toBe(state.tokens.filter((token) => token.state === 'stuck').length);
        // A gathered token is held by somebody who moves: joins alone never stand still.
        if (state.tokens.length > 0) expect(state.tokens.every((token) => token.state === 'gathered')).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not depend on where the budget cuts a journey', () => {
    fc.assert(
      // An answer is taken before the rest of a cut journey, which is another order, as good as the whole one's.
      fc.property(
        randomGraphOf(withoutAsking),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat(50), { maxLength: 10 }),
        (graph, budget, choices) => {
          const [whole, cut] = [new Host(graph), new Host(graph, { budget })];
          for (const host of [whole, cut]) {
            host.begin();
            for (const choice of choices) host.fire(choice);
          }
          expect(cut.state).toEqual(whole.state);
          expect([cut.log, cut.commands]).toEqual([whole.log, whole.commands]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Carries out what probes ask for: answers at once, keeps timers until they are fired. */
class Host {
  state: FlowState | null = null;
  timers: Extract<Fact, { kind: 'timer' }>[] = [];
  opened = 0;
  readonly log: unknown[] = [];
  readonly commands: Command[] = [];
  private readonly graph: FlowGraph;
  private readonly options: { isStored?: boolean; budget?: number };

  constructor(graph: FlowGraph, options: { isStored?: boolean; budget?: number } = {}) {
    this.graph = graph;
    this.options = options;
  }

  begin(): void {
    this.take(start);
  }

  fire(choice: number): void {
    const [timer] = this.timers.splice(this.timers.length === 0 ? 0 : choice % this.timers.length, 1);
    if (timer !== undefined) this.take(timer);
  }

  where(): string[] {
    return (this.state?.tokens ?? []).map((token) => token.node);
  }

  take(first: Fact): void {
    const facts = [first];
    for (let fact = facts.shift(); fact !== undefined; fact = facts.shift()) {
      const { isStored = false, budget } = this.options;
      const state = isStored ? (JSON.parse(JSON.stringify(this.state)) as FlowState | null) : this.state;
      const result = advance(this.graph, state, fact, { ...context, ...(budget === undefined ? {} : { budget }) });
      this.state = result.state;
      this.log.push(...result.history);
      this.commands.push(...result.commands);
      for (const command of result.commands) facts.push(...this.carryOut(command));
      if (result.isUnfinished && facts.length === 0) facts.push({ kind: 'go-on', at });
    }
  }

  private carryOut(command: Command): Fact[] {
    const { token, node, visit } = command;
    if (command.kind === 'find-people') return [{ kind: 'answer', token, node, visit, name: command.name, value: [] }];
    if (command.kind === 'set-timer') this.timers.push({ kind: 'timer', at, token, node, visit, name: command.name });
    if (command.kind === 'release')
      this.timers = this.timers.filter((timer) => timer.token !== token || timer.visit !== visit);
    if (command.kind === 'open-incident') this.opened++;
    if (command.kind === 'close-incident') this.opened--;
    return [];
  }
}

const withoutAsking = ['pass', 'hold', 'hold', 'join', 'join', 'broken', 'end:branch', 'end:run'];
const randomGraph = randomGraphOf([...withoutAsking, 'ask']);

function randomGraphOf(kinds: readonly string[]) {
  return fc
    .record({
      types: fc.array(fc.constantFrom(...kinds), { minLength: 2, maxLength: 8 }),
      edges: fc.array(fc.tuple(fc.nat(8), fc.nat(7)), { minLength: 2, maxLength: 14 }),
    })
    .map(({ types: kinds, edges }) => {
      const names = kinds.map((_, index) => `n${index}`);
      const lines = edges.map(([from, to]): [string, string] => {
        const source = from === 0 ? 'start' : (names[(from - 1) % names.length] as string);
        return [source, names[to % names.length] as string];
      });
      return graphOf(
        names.map((name, index): [string, string] => [name, kinds[index] as string]),
        [['start', 'n0'], ...lines],
      );
    });
}

/** Nodes nobody reaches and edges out of an end are left out, so that any random drawing is a flow. */
function graphOf(
  nodes: readonly (readonly [string, string])[],
  lines: readonly (readonly [string, string])[],
): FlowGraph {
  const ends = new Set(nodes.filter(([, type]) => type.startsWith('end')).map(([id]) => id));
  const reached = new Set(['start']);
  const drawn = [
    ...new Map(
      lines.filter(([from]) => !ends.has(from)).map(([from, to]) => [`${from}-${to}`, [from, to] as const]),
    ).values(),
  ];
  for (let before = 0; before !== reached.size; ) {
    before = reached.size;
    for (const [from, to] of drawn) if (reached.has(from)) reached.add(to);
  }
  const edges: FlowEdge[] = drawn.filter(([from]) => reached.has(from)).map(([from, to]) => edge(from, 'next', to));
  const definition: FlowDefinition = {
    title: 'random',
    form: 'lead',
    enabled: true,
    nodes: [
      { id: 'start', type: 'record-created', settings: {} },
      ...nodes.filter(([id]) => reached.has(id)).map(nodeOf),
    ],
    edges,
  };
  const { graph, problems } = compileFlow(definition, { ...leadContext, nodeTypes: types });
  expect(problems).toEqual([]);
  return graph as FlowGraph;
}

function nodeOf([id, kind]: readonly [string, string]): FlowNode {
  const [type, ends] = kind.split(':') as [string, string | undefined];
  return { id, type, settings: ends === undefined ? {} : { ends } };
}

function probe(type: string, enter: NonNullable<NodeType['enter']>, more: Partial<NodeType> = {}): NodeType {
  return nodeType({
    type,
    title: type,
    description: type,
    group: 'logic',
    icon: '',
    guarantee: 'once',
    settings: { type: 'object' },
    initial: () => ({}),
    outputs: () => nextOutput,
    sentence: () => type,
    enter,
    ...more,
  });
}
