import { type Actor, type RecordsInTransaction, systemActor } from '@tangram/records';
import { PlatformError, type Problem, textIn } from '@tangram/schema';
import { type Kysely, sql } from 'kysely';
import type { Command } from '../advance/command.ts';
import { commandKey } from '../advance/state.ts';
import type { Fact } from '../advance/fact.ts';
import { flowProblem } from '../errors.ts';
import type { FlowGraph } from '../graph/flow-graph.ts';
import { storedPeople } from '../people/stored-people.ts';
import type { FlowsParts } from './parts.ts';
import type { ClaimedRun } from './run-state.ts';
import type { FlowTables } from './tables.ts';

/** Where commands are carried out: one run, inside its transaction. */
export interface Workplace {
  readonly parts: Pick<FlowsParts, 'newId' | 'outbox'>;
  readonly trx: Kysely<unknown>;
  readonly records: RecordsInTransaction;
  readonly run: ClaimedRun;
  readonly graph: FlowGraph;
  readonly at: Date;
  /** Collects whose inboxes change. */
  readonly inboxes: Set<string>;
}

/** Does one command of `advance`; those that are answered return their answer. */
export async function carryOut(place: Workplace, command: Command): Promise<Fact | null> {
  const { trx, run } = place;
  const address = { token: command.token, node: command.node, visit: command.visit };
  const db = trx.withTables<FlowTables>();
  switch (command.kind) {
    case 'find-people': {
      const people = await storedPeople(trx).find(run.app, command.queries);
      return { kind: 'answer', ...address, name: command.name, value: people.map(({ id, name }) => ({ id, name })) };
    }
    case 'write-record':
      return writeRecord(place, command);
    case 'open-task': {
      const { title, note, person, actions, closing, explained, dueAt, isBound } = command.task;
      await db
        .insertInto('flow.task')
        .values({
          id: place.parts.newId(),
          instance: run.id,
          ...address,
          name: command.name,
          app: run.app,
          flow: run.flow,
          form: run.form,
          record: run.record,
          person,
          title: JSON.stringify({ text: title }),
          note: note === null ? null : JSON.stringify({ text: note }),
          actions: [...actions],
          closing: [...closing],
          explained: [...explained],
          is_bound: isBound,
          due_at: dueAt,
          created_at: place.at,
        })
        .execute();
      place.inboxes.add(person);
      return null;
    }
    case 'set-timer':
      await db
        .insertInto('flow.timer')
        .values({ instance: run.id, ...address, name: command.name, due_at: command.dueAt })
        .execute();
      return null;
    case 'effect':
      await place.parts.outbox.enqueue(trx, [
        {
          kind: command.effect,
          key: `${run.id}:${commandKey(address, command.name)}`,
          request: command.request,
          app: run.app,
          form: run.form,
          record: run.record,
          source: run.flow,
          run: run.id,
        },
      ]);
      return null;
    case 'release':
      await db
        .updateTable('flow.timer')
        .set({ state: 'closed' })
        .where(ofVisit(run.id, address))
        .where('state', '=', 'pending')
        .execute();
      for (const person of await closeTasks(trx, run.id, address)) place.inboxes.add(person);
      return null;
    case 'open-incident':
      await db
        .insertInto('flow.incident')
        .values({
          id: place.parts.newId(),
          app: run.app,
          flow: run.flow,
          instance: run.id,
          token: command.token,
          node: command.node,
          record: run.record,
          problem: JSON.stringify(command.problem),
          opened_at: place.at,
        })
        .execute();
      return null;
    case 'close-incident':
      await db
        .updateTable('flow.incident')
        .set({ closed_at: place.at })
        .where('instance', '=', run.id)
        .where('token', '=', command.token)
        .where('closed_at', 'is', null)
        .execute();
      return null;
  }
}

/** Closes what the visit still waited for; answers the people who had it in their inbox. */
async function closeTasks(
  trx: Kysely<unknown>,
  instance: string,
  address: { token: number; visit: number },
): Promise<string[]> {
  const closed = await trx
    .withTables<FlowTables>()
    .updateTable('flow.task')
    .set({ state: 'closed' })
    .where(ofVisit(instance, address))
    .where('is_bound', '=', true)
    .where('state', '=', 'open')
    .returning('person')
    .execute();
  return closed.map((task) => task.person);
}

function ofVisit(instance: string, { token, visit }: { token: number; visit: number }) {
  return sql<boolean>`instance = ${instance} and token = ${token} and visit = ${visit}`;
}

/**
 * Under a savepoint: a write that is refused leaves the transaction, and with it the other branches of the run, whole.
 */
async function writeRecord(place: Workplace, command: Extract<Command, { kind: 'write-record' }>): Promise<Fact> {
  const { trx, records, run } = place;
  const address = { token: command.token, node: command.node, visit: command.visit, name: command.name };
  const actor = flowActor(run, place.graph);
  const [app, form] = command.form.includes('/')
    ? (command.form.split('/') as [string, string])
    : [run.app, command.form];
  const write = {
    app,
    form,
    values: command.values,
    because: { flow: `${run.app}/${run.flow}`, reason: place.graph.definition.title },
  };
  await sql`savepoint flow_write`.execute(trx);
  try {
    const row =
      command.id === null
        ? await records.create(actor, write)
        : await records.update(actor, { ...write, id: command.id });
    await sql`release savepoint flow_write`.execute(trx);
    return { kind: 'answer', ...address, value: { id: row.id, version: row.version } };
  } catch (error) {
    await sql`rollback to savepoint flow_write`.execute(trx);
    if (!(error instanceof PlatformError)) throw error;
    const problem: Problem = error.problems[0] ?? flowProblem('FLOW_STEP_FAILED', '', { reason: error.message });
    return { kind: 'refused', ...address, problem };
  }
}

/** Flows act with all rights, under their own name, one level deeper than what set them off. */
export function flowActor(run: Pick<ClaimedRun, 'app' | 'flow' | 'depth'>, graph: FlowGraph): Actor {
  return systemActor('flow', {
    name: textIn(graph.definition.title, 'zh'),
    origin: `${run.app}/${run.flow}`,
    depth: run.depth + 1,
  });
}
