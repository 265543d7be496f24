import type { Actor, Records } from '@tangram/records';
import { type FlowDefinition, type LocalText, PlatformError, type Problem } from '@tangram/schema';
import { sql } from 'kysely';
import type { HistoryEntry } from '../advance/history-entry.ts';
import type { FlowState, Token } from '../advance/state.ts';
import { flowProblem } from '../errors.ts';
import type { FlowsParts } from '../execute/parts.ts';
import { readTokens } from '../execute/run-state.ts';
import type { FlowTables } from '../execute/tables.ts';
import { readTasks, recordTitles } from '../tasks/read-tasks.ts';
import type { Task } from '../tasks/task.ts';

/** A run in a list. */
export interface RunSummary {
  readonly id: string;
  readonly app: string;
  readonly flow: string;
  readonly title: LocalText;
  readonly form: string;
  readonly record: { readonly id: string; readonly title: string | null };
  /** `stuck`: running, but an incident needs a person. */
  readonly state: FlowState['status'] | 'stuck';
  readonly created_at: string;
  readonly finished_at: string | null;
  /** Ids of the steps where it stands. */
  readonly at: readonly string[];
}

/** One run on its picture: where it stands, how it came there, what it waits for. */
export interface RunReport extends RunSummary {
  /** The version that the run began with and keeps. */
  readonly definition: FlowDefinition;
  readonly tokens: readonly Pick<Token, 'id' | 'node' | 'visit' | 'state' | 'problem'>[];
  readonly history: readonly (HistoryEntry & { readonly seq: number })[];
  readonly tasks: readonly Task[];
  readonly timers: readonly { readonly node: string; readonly visit: number; readonly due_at: string }[];
  readonly incidents: readonly {
    readonly token: number | null;
    readonly node: string | null;
    readonly problem: Problem;
    readonly opened_at: string;
  }[];
}

/**
 * One run, for someone who may read its record, started it or has a task in it; for others it does not exist
 * (`FLOW_RUN_UNKNOWN`).
 */
export async function readRun(parts: FlowsParts, actor: Actor, id: string): Promise<RunReport> {
  const [summary] = uuid.test(id) ? await readSummaries(parts, sql`run.id = ${id}::uuid`) : [];
  if (summary === undefined || !(await maySee(parts, actor, summary))) throw unknownRun();
  const db = parts.db.withTables<FlowTables>();
  const [version, tokens, history, tasks, timers, incidents] = await Promise.all([
    db
      .selectFrom('flow.instance as run')
      .innerJoin('flow.version as version', 'version.id', 'run.version')
      .select('version.definition')
      .where('run.id', '=', id)
      .executeTakeFirstOrThrow(),
    readTokens(parts.db, id),
    db.selectFrom('flow.history').selectAll().where('instance', '=', id).orderBy('seq').execute(),
    readTasks(parts.db, parts.catalog(), { run: id, limit: 200 }),
    db
      .selectFrom('flow.timer')
      .select(['node', 'visit', 'due_at'])
      .where('instance', '=', id)
      .where('state', '=', 'pending')
      .orderBy('due_at')
      .execute(),
    db
      .selectFrom('flow.incident')
      .select(['token', 'node', 'problem', 'opened_at'])
      .where('instance', '=', id)
      .where('closed_at', 'is', null)
      .execute(),
  ]);
  return {
    ...summary,
    definition: version.definition,
    tokens: tokens.map(({ memory: _memory, holds: _holds, ...token }) => token),
    history: history.map(({ instance: _instance, by_person, by_name, problem, ...entry }) => ({
      ...entry,
      by: by_person === null ? null : { id: by_person, name: by_name ?? '' },
      ...(problem === null ? {} : { problem }),
    })),
    tasks,
    timers,
    incidents,
  };
}

/** The runs about a record that the actor may read, latest first. */
export async function readRunsOf(
  parts: FlowsParts,
  actor: Actor,
  address: { app: string; form: string; id: string },
): Promise<RunSummary[]> {
  await parts.records().get(actor, { ...address, fields: [] });
  return readSummaries(
    parts,
    sql`run.record = ${address.id}::uuid and run.app = ${address.app} and run.form = ${address.form}`,
  );
}

async function readSummaries({ db, catalog }: FlowsParts, condition: ReturnType<typeof sql>): Promise<RunSummary[]> {
  const { rows } = await sql<SummaryRow>`
    select run.id, run.app, run.flow, run.form, run.record, run.status, run.created_at, run.finished_at,
      version.definition->'title' as title,
      array(select token.node from flow.token as token where token.instance = run.id order by token.id) as at,
      exists (select 1 from flow.incident as incident where incident.instance = run.id and incident.closed_at is null) as is_stuck
    from flow.instance as run join flow.version as version on version.id = run.version
    where ${condition} order by run.created_at desc, run.id desc limit 100`.execute(db);
  const titles = await recordTitles(db, catalog(), rows);
  return rows.map(({ record, status, is_stuck, ...row }) => ({
    ...row,
    record: { id: record, title: titles.get(record) ?? null },
    state: status === 'running' && is_stuck ? 'stuck' : status,
  }));
}

interface SummaryRow {
  id: string;
  app: string;
  flow: string;
  form: string;
  record: string;
  status: FlowState['status'];
  created_at: string;
  finished_at: string | null;
  title: LocalText;
  at: string[];
  is_stuck: boolean;
}

async function maySee({ db, records }: FlowsParts, actor: Actor, run: RunSummary): Promise<boolean> {
  if (actor.isAdministrator) return true;
  const { rows } = await sql<{ takesPart: boolean }>`
    select exists (select 1 from flow.task where instance = ${run.id} and ${actor.userId}::uuid in (person, handled_by))
      or exists (select 1 from flow.instance where id = ${run.id} and starter = ${actor.userId}::uuid) as "takesPart"`.execute(
    db,
  );
  return rows[0]?.takesPart === true || mayRead(records(), actor, run);
}

async function mayRead(records: Records, actor: Actor, run: RunSummary): Promise<boolean> {
  try {
    await records.get(actor, { app: run.app, form: run.form, id: run.record.id, fields: [] });
    return true;
  } catch (error) {
    if (error instanceof PlatformError) return false;
    throw error;
  }
}

export function unknownRun(): PlatformError {
  return new PlatformError('not-found', [flowProblem('FLOW_RUN_UNKNOWN')]);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
