import type { Actor, Delivery, WriteHooks } from '@tangram/records';
import { PlatformError, type Problem } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { flowProblem } from './errors.ts';
import { advanceRun, type AdvanceOutcome } from './execute/advance-run.ts';
import { effectFailed } from './execute/effect-failed.ts';
import type { FlowsParts } from './execute/parts.ts';
import { nextTimer } from './execute/timers.ts';
import { createTriggers } from './execute/triggers.ts';
import { createVersions } from './execute/versions.ts';
import { work } from './execute/work.ts';
import { beginRuns, type RunsOrder } from './runs/begin-runs.ts';
import { operateRun, type RunOperation } from './runs/operate-run.ts';
import { readRun, readRunsOf, type RunReport, type RunSummary } from './runs/read-runs.ts';
import { startRun } from './runs/start-run.ts';
import { actOnTask, type TaskInput, type TaskOutcome } from './tasks/act-on-task.ts';
import { readTasks, type TaskQuery } from './tasks/read-tasks.ts';
import type { Task } from './tasks/task.ts';

/** The flow engine of one process. Any number of processes may work on the same database. */
export interface Flows {
  /** For the records engine: starts runs in the transaction of the write. */
  readonly hooks: WriteHooks;
  /** Takes one run as far as it goes now; what a wake asks for. */
  advance(run: string): Promise<AdvanceOutcome>;
  /** Finds and does whatever can be done now; 0 when there was nothing. To be called at a wake and every few seconds. */
  work(): Promise<number>;
  /** For the outbox: an effect of a flow is not tried any more. Deliveries of others are nothing to flows. */
  effectFailed(trx: Kysely<unknown>, delivery: Delivery, problem: Problem): Promise<void>;
  /** When the next timer is due, ISO 8601. */
  nextTimer(): Promise<string | null>;
  start(
    actor: Actor,
    order: { readonly app: string; readonly flow: string; readonly record: string },
  ): Promise<{ readonly id: string }>;
  /** Begins runs in the caller's transaction, on behalf of another engine; answers why it cannot. */
  begin(trx: Kysely<unknown>, order: RunsOrder): Promise<Problem | null>;
  run(actor: Actor, id: string): Promise<RunReport>;
  runsOf(
    actor: Actor,
    address: { readonly app: string; readonly form: string; readonly id: string },
  ): Promise<RunSummary[]>;
  operate(actor: Actor, run: string, operation: RunOperation): Promise<void>;
  /** The actor's own tasks. */
  tasks(actor: Actor, query: Pick<TaskQuery, 'state' | 'app' | 'record' | 'limit'>): Promise<Task[]>;
  /** A task that is or was the actor's. */
  task(actor: Actor, id: string): Promise<Task>;
  act(actor: Actor, task: string, action: string, input: TaskInput): Promise<TaskOutcome>;
}

export function createFlows(parts: FlowsParts): Flows {
  const versions = createVersions(parts);
  return {
    hooks: createTriggers(parts, versions),
    advance: (run) => advanceRun(parts, versions, run),
    work: () => work(parts, versions),
    effectFailed: (trx, delivery, problem) => effectFailed(parts, trx, delivery, problem),
    nextTimer: () => nextTimer(parts),
    start: (actor, order) => startRun(parts, versions, actor, order),
    begin: (trx, order) => beginRuns(parts, versions, trx, order),
    run: (actor, id) => readRun(parts, actor, id),
    runsOf: (actor, address) => readRunsOf(parts, actor, address),
    operate: (actor, run, operation) => operateRun(parts, actor, run, operation),
    async tasks(actor, query) {
      if (actor.userId === null) return [];
      return readTasks(parts.db, parts.catalog(), { ...query, person: actor.userId });
    },
    async task(actor, id) {
      const [task] = uuid.test(id) ? await readTasks(parts.db, parts.catalog(), { id }) : [];
      const isMine = task !== undefined && (task.assignee.id === actor.userId || task.handled_by?.id === actor.userId);
      if (!isMine) throw new PlatformError('not-found', [flowProblem('FLOW_TASK_UNKNOWN')]);
      return task;
    },
    act: (actor, task, action, input) => actOnTask(parts, actor, task, action, input),
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
