import { type Workspace, workCalendarOf } from '@tangram/records';
import { PlatformError, type Problem, type RecordValues } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { advance, type Advanced } from '../advance/advance.ts';
import type { Fact } from '../advance/fact.ts';
import type { HistoryEntry } from '../advance/history-entry.ts';
import type { FlowState } from '../advance/state.ts';
import { flowProblem } from '../errors.ts';
import type { FlowGraph } from '../graph/flow-graph.ts';
import { carryOut, type Workplace } from './carry-out.ts';
import type { FlowsParts } from './parts.ts';
import { readRunRecord } from './read-run-record.ts';
import { claimRun, type ClaimedRun, saveRun } from './run-state.ts';
import type { FlowTables } from './tables.ts';
import type { Versions } from './versions.ts';

/** Facts and steps of one transaction: bounds on how long a run's row and the records it wrote stay locked. */
const maxFacts = 50;
const maxSteps = 500;
/** Failing transactions in a row before a run is set aside for a person to look at. */
const maxFailures = 4;

/** `idle`: nothing to do. `moved`: some facts were taken. `busy`: another worker has the run. `failed`: set aside for later. */
export type AdvanceOutcome = 'idle' | 'moved' | 'busy' | 'failed';

/**
 * Takes a run from wait to wait in one transaction: facts taken, state, history, tasks, timers, effects and the records
 * it writes are committed together or not at all. Whatever kills the process before the commit, the same facts are
 * there for the next worker, and the same answer follows from them.
 */
export async function advanceRun(parts: FlowsParts, versions: Versions, id: string): Promise<AdvanceOutcome> {
  const inboxes = new Set<string>();
  try {
    const outcome = await parts.records().transaction(async (records, trx): Promise<AdvanceOutcome> => {
      const run = await claimRun(trx, id);
      if (run === undefined) return 'busy';
      const db = trx.withTables<FlowTables>();
      const open = await db
        .selectFrom('flow.inbox')
        .select(['id', 'fact'])
        .where('instance', '=', id)
        .where('taken', '=', false)
        .orderBy('id')
        .limit(maxFacts)
        .execute();
      if (open.length === 0) return 'idle';
      const graph = await graphOf(versions, trx, run);
      const at = parts.clock.now();
      const journey = new Journey({ parts, trx, records, run, graph, at, inboxes }, parts.catalog().workspace);
      let taken = 0;
      for (const { fact } of open) {
        await journey.take(fact);
        taken++;
        if (journey.isUnfinished) break;
      }
      if (journey.isUnfinished) {
        const more: Fact = { kind: 'go-on', at: at.toISOString() };
        const key = `go-on:${run.seq + journey.history.length}`;
        await db
          .insertInto('flow.inbox')
          .values({ instance: id, key, fact: JSON.stringify(more) })
          .execute();
        await parts.dispatcher.wake(trx, [id]);
      }
      await saveRun(trx, run, journey.state as FlowState, journey.history, at);
      const ids = open.slice(0, taken).map((row) => row.id);
      await db.updateTable('flow.inbox').set({ taken: true }).where('id', 'in', ids).execute();
      return 'moved';
    });
    if (inboxes.size > 0) parts.inboxChanged([...inboxes]);
    return outcome;
  } catch (error) {
    await setAside(parts, id, error);
    return 'failed';
  }
}

/** One transaction's worth of a run: each fact is followed by the answers to the commands it led to. */
class Journey {
  state: FlowState | null;
  readonly history: HistoryEntry[] = [];
  isUnfinished = false;
  private readonly place: Workplace;
  private readonly workspace: Workspace;
  private stepsLeft = maxSteps;
  private record: { readonly values: RecordValues | null } | undefined;

  constructor(place: Workplace, workspace: Workspace) {
    this.place = place;
    this.workspace = workspace;
    this.state = place.run.state;
  }

  async take(fact: Fact): Promise<void> {
    const facts: Fact[] = [fact];
    for (let next = facts.shift(); next !== undefined; next = facts.shift()) {
      const advanced = await this.advance(next);
      for (const command of advanced.commands) {
        const answer = await carryOut(this.place, command);
        if (answer !== null) facts.push(answer);
        // A write may change the record that the next expression reads, through rules even when it is another one.
        if (command.kind === 'write-record') this.record = undefined;
      }
    }
  }

  private async advance(fact: Fact): Promise<Advanced> {
    const { run, graph, records } = this.place;
    this.record ??= { values: await readRunRecord(records, graph, run.record) };
    const { zone } = this.workspace;
    const calendar = workCalendarOf(this.workspace);
    const context = { record: this.record.values, zone, calendar, budget: this.stepsLeft };
    const advanced = advance(graph, this.state, fact, context);
    this.state = advanced.state;
    this.history.push(...advanced.history);
    this.stepsLeft -= advanced.steps;
    this.isUnfinished = advanced.isUnfinished;
    return advanced;
  }
}

async function graphOf(versions: Versions, trx: Kysely<unknown>, run: ClaimedRun): Promise<FlowGraph> {
  const { graph, problems } = await versions.graph(trx, run.version);
  if (graph !== null) return graph;
  const reason = problems.map((problem) => problem.message).join(' ');
  throw new PlatformError('conflict', [flowProblem('FLOW_VERSION_BROKEN', '', { reason })]);
}

/** Tries a run again later, ever later; after some failures an incident says why and only a person can set it going. */
async function setAside(parts: FlowsParts, id: string, error: unknown): Promise<void> {
  const problem: Problem =
    (error instanceof PlatformError ? error.problems[0] : undefined) ??
    flowProblem('FLOW_STEP_FAILED', '', { reason: error instanceof Error ? error.message : String(error) });
  const at = parts.clock.now();
  await parts.db.transaction().execute(async (trx) => {
    const db = trx.withTables<FlowTables>();
    const run = await db
      .selectFrom('flow.instance')
      .select(['app', 'flow', 'record', 'failures'])
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (run === undefined) return;
    const failures = run.failures + 1;
    const isGivenUp = failures >= maxFailures;
    await db
      .updateTable('flow.instance')
      .set({ failures, retry_at: isGivenUp ? 'infinity' : new Date(at.getTime() + 1000 * 2 ** failures) })
      .where('id', '=', id)
      .execute();
    if (!isGivenUp) return;
    const { app, flow, record } = run;
    await db
      .insertInto('flow.incident')
      .values({ id: parts.newId(), app, flow, instance: id, record, problem: JSON.stringify(problem), opened_at: at })
      .execute();
  });
}
