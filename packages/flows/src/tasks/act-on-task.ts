import type { Actor } from '@tangram/records';
import { PlatformError } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { Fact } from '../advance/fact.ts';
import { flowErrors, flowProblem } from '../errors.ts';
import type { FlowsParts } from '../execute/parts.ts';
import type { FlowTables } from '../execute/tables.ts';
import { storedPeople } from '../people/stored-people.ts';

export interface TaskInput {
  /** Made by the client, the same when it sends the request again: what was done is then answered, not done twice. */
  readonly request?: string;
  readonly comment?: string | null;
  /** For `transfer`: the person who takes the task over. */
  readonly to?: string;
}

/** What became of an action; also the answer to the same request sent again. */
export interface TaskOutcome {
  readonly id: string;
  readonly action: string;
  readonly run: string;
}

/**
 * Does one action with a task, on behalf of the person whose task it is.
 *
 * All seats of the visit are locked in one order, so of two people who act at the same moment one is first; the other
 * is told who was (`FLOW_TASK_HANDLED`). When this returns, the decision is committed and the run will take it.
 *
 * `FLOW_TASK_UNKNOWN`, `FLOW_TASK_HANDLED`, `FLOW_TASK_CLOSED`, `FLOW_ACTION_UNKNOWN`, `FLOW_COMMENT_REQUIRED`,
 * `FLOW_PERSON_UNKNOWN`.
 */
export async function actOnTask(
  parts: FlowsParts,
  actor: Actor,
  id: string,
  action: string,
  input: TaskInput,
): Promise<TaskOutcome> {
  const person = actor.userId;
  if (person === null || !uuid.test(id)) throw refused('FLOW_TASK_UNKNOWN');
  const inboxes = new Set<string>();
  const outcome = await parts.db.transaction().execute(async (trx) => {
    const seats = await lockSeats(trx, id);
    const task = seats.find((seat) => seat.id === id);
    if (task === undefined) throw refused('FLOW_TASK_UNKNOWN');
    const request = input.request ?? parts.newId();
    const repeated = await doneBefore(trx, id, request, person);
    if (repeated !== undefined) return { id, action: repeated, run: task.instance };
    // Whoever lost the race may have lost it to himself on another device, or to the person he was in line with.
    if (task.person !== person) throw refused('FLOW_TASK_UNKNOWN');
    if (task.state !== 'open') {
      throw task.handled_by_name === null
        ? refused('FLOW_TASK_CLOSED')
        : refused('FLOW_TASK_HANDLED', '', { name: task.handled_by_name });
    }
    const at = parts.clock.now();
    const act: Act = {
      trx,
      task,
      action,
      by: { id: person, name: actor.name },
      comment: input.comment?.trim() || null,
      at,
    };
    const fact = action === 'transfer' ? await transfer(act, input.to) : await decide(act);
    const db = trx.withTables<FlowTables>();
    const data = JSON.stringify({
      ...(act.comment === null ? {} : { comment: act.comment }),
      ...(input.to === undefined ? {} : { to: input.to }),
    });
    await db.insertInto('flow.task_action').values({ task: id, request, action, person, at, data }).execute();
    // A seat is decided once, but it may be handed on any number of times.
    const key = action === 'transfer' ? `transfer:${id}:${request}` : `task:${id}`;
    await db
      .insertInto('flow.inbox')
      .values({ instance: task.instance, key, fact: JSON.stringify(fact) })
      .execute();
    await parts.dispatcher.wake(trx, [task.instance]);
    for (const seat of seats) inboxes.add(seat.person);
    if (input.to !== undefined) inboxes.add(input.to);
    return { id, action, run: task.instance };
  });
  parts.dispatcher.committed();
  parts.inboxChanged([...inboxes]);
  return outcome;
}

interface Seat {
  readonly id: string;
  readonly instance: string;
  readonly token: number;
  readonly node: string;
  readonly visit: number;
  readonly name: string;
  readonly person: string;
  readonly actions: readonly string[];
  readonly closing: readonly string[];
  readonly explained: readonly string[];
  readonly app: string;
  readonly state: 'open' | 'done' | 'closed';
  readonly handled_by_name: string | null;
}

interface Act {
  readonly trx: Kysely<unknown>;
  readonly task: Seat;
  readonly action: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly comment: string | null;
  readonly at: Date;
}

/** Locks the task and its neighbours at the same step, always in the order of their ids. */
async function lockSeats(trx: Kysely<unknown>, id: string): Promise<readonly Seat[]> {
  const { rows } = await sql<Seat>`
    select seat.id, seat.instance, seat.token, seat.node, seat.visit, seat.name, seat.person, seat.actions, seat.closing, seat.explained,
      seat.app, seat.state, seat.handled_by_name
    from flow.task as seat join flow.task as mine
      on (seat.instance, seat.token, seat.visit) = (mine.instance, mine.token, mine.visit)
    where mine.id = ${id} order by seat.id for update of seat`.execute(trx);
  return rows;
}

async function doneBefore(
  trx: Kysely<unknown>,
  task: string,
  request: string,
  person: string,
): Promise<string | undefined> {
  const db = trx.withTables<FlowTables>();
  const row = await db
    .selectFrom('flow.task_action')
    .select('action')
    .where('task', '=', task)
    .where('request', '=', request)
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.action;
}

async function decide({ trx, task, action, by, comment, at }: Act): Promise<Fact> {
  if (!task.actions.includes(action)) {
    throw refused('FLOW_ACTION_UNKNOWN', '', { action, possible: [...task.actions, 'transfer'].join(', ') });
  }
  if (task.explained.includes(action) && comment === null) throw refused('FLOW_COMMENT_REQUIRED', '/comment');
  const db = trx.withTables<FlowTables>();
  const handled = { outcome: action, handled_by: by.id, handled_by_name: by.name, handled_at: at };
  await db
    .updateTable('flow.task')
    .set({ state: 'done', comment, ...handled })
    .where('id', '=', task.id)
    .execute();
  if (task.closing.includes(action)) {
    await db
      .updateTable('flow.task')
      .set({ state: 'closed', ...handled })
      .where('instance', '=', task.instance)
      .where('token', '=', task.token)
      .where('visit', '=', task.visit)
      .where('state', '=', 'open')
      .execute();
  }
  const { token, node, visit, name } = task;
  return { kind: 'task', at: at.toISOString(), token, node, visit, name, action, by, comment };
}

async function transfer({ trx, task, by, at }: Act, to: string | undefined): Promise<Fact> {
  const [person] = await storedPeople(trx).find(task.app, to === undefined ? [] : [{ type: 'person', id: to }]);
  if (person === undefined || person.id === by.id) throw refused('FLOW_PERSON_UNKNOWN', '/to');
  await trx
    .withTables<FlowTables>()
    .updateTable('flow.task')
    .set({ person: person.id })
    .where('id', '=', task.id)
    .execute();
  const { token, node, visit, name } = task;
  return { kind: 'transfer', at: at.toISOString(), token, node, visit, name, by, to: person };
}

function refused(
  code: keyof typeof flowErrors,
  path = '',
  params: Parameters<typeof flowProblem>[2] = {},
): PlatformError {
  return new PlatformError(flowErrors[code].kind, [flowProblem(code, path, params)]);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
