import type { Kysely } from 'kysely';
import type { HistoryEntry } from '../advance/history-entry.ts';
import type { FlowState, Token } from '../advance/state.ts';
import type { FlowTables } from './tables.ts';

/** A run whose row this transaction has locked. */
export interface ClaimedRun {
  readonly id: string;
  readonly version: string;
  readonly app: string;
  readonly flow: string;
  readonly form: string;
  readonly record: string;
  readonly depth: number;
  readonly seq: number;
  readonly failures: number;
  /** Null before its first fact. */
  readonly state: FlowState | null;
}

/**
 * Locks the run for this transaction; undefined when another one has it, or it is gone.
 *
 * The lock is `for no key update`: it keeps other workers out, yet lets people's actions and timers add facts (their
 * foreign keys lock the same row for key share), so that nobody ever waits for both sides of a deadlock.
 */
export async function claimRun(trx: Kysely<unknown>, id: string): Promise<ClaimedRun | undefined> {
  const db = trx.withTables<FlowTables>();
  const row = await db
    .selectFrom('flow.instance')
    .select(['id', 'version', 'app', 'flow', 'form', 'record', 'depth', 'seq', 'failures', 'status', 'state'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { status, state, ...run } = row;
  if (state === null) return { ...run, state: null };
  return { ...run, state: { ...state, status, tokens: await readTokens(trx, id) } };
}

export async function readTokens(trx: Kysely<unknown>, instance: string): Promise<Token[]> {
  const rows = await trx
    .withTables<FlowTables>()
    .selectFrom('flow.token')
    .select(['id', 'node', 'visit', 'state', 'memory', 'holds', 'problem'])
    .where('instance', '=', instance)
    .orderBy('id')
    .execute();
  return rows.map(({ problem, ...token }) => (problem === null ? token : { ...token, problem }));
}

/** Writes what has become of the run: its row, the tokens that differ, the history after what is there. */
export async function saveRun(
  trx: Kysely<unknown>,
  run: ClaimedRun,
  state: FlowState,
  history: readonly HistoryEntry[],
  at: Date,
): Promise<void> {
  const db = trx.withTables<FlowTables>();
  const before = new Map((run.state?.tokens ?? []).map((token) => [token.id, token]));
  const gone = [...before.keys()].filter((id) => !state.tokens.some((token) => token.id === id));
  if (gone.length > 0)
    await db.deleteFrom('flow.token').where('instance', '=', run.id).where('id', 'in', gone).execute();
  // `advance` hands untouched tokens back as they were, so identity tells which rows to write.
  const changed = state.tokens.filter((token) => before.get(token.id) !== token);
  if (changed.length > 0) {
    await db
      .insertInto('flow.token')
      .values(changed.map((token) => tokenRow(run.id, token)))
      .onConflict((conflict) =>
        conflict.columns(['instance', 'id']).doUpdateSet((row) => ({
          node: row.ref('excluded.node'),
          visit: row.ref('excluded.visit'),
          state: row.ref('excluded.state'),
          memory: row.ref('excluded.memory'),
          holds: row.ref('excluded.holds'),
          problem: row.ref('excluded.problem'),
        })),
      )
      .execute();
  }
  if (history.length > 0) {
    await db
      .insertInto('flow.history')
      .values(
        history.map(({ at: when, kind, node, visit, by, data, problem }, index) => ({
          instance: run.id,
          seq: run.seq + index + 1,
          at: when,
          kind,
          node,
          visit,
          by_person: by?.id ?? null,
          by_name: by?.name ?? null,
          data: JSON.stringify(data),
          problem: problem === undefined ? null : JSON.stringify(problem),
        })),
      )
      .execute();
  }
  if (state.status === 'cancelled') {
    // Also the tasks that no token waits for: what a stopped run asked for is no longer wanted.
    await db
      .updateTable('flow.task')
      .set({ state: 'closed' })
      .where('instance', '=', run.id)
      .where('state', '=', 'open')
      .execute();
  }
  const { tokens: _rows, status, ...rest } = state;
  await db
    .updateTable('flow.instance')
    .set({
      status,
      state: JSON.stringify(rest),
      seq: run.seq + history.length,
      failures: 0,
      retry_at: null,
      ...(status === 'running' ? {} : { finished_at: at }),
    })
    .where('id', '=', run.id)
    .execute();
}

function tokenRow(instance: string, { memory, problem, ...token }: Token) {
  return {
    instance,
    ...token,
    memory: JSON.stringify(memory),
    problem: problem === undefined ? null : JSON.stringify(problem),
  };
}
