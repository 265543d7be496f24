import { workCalendarOf } from '@tangram/records';
import type { Actor, Catalog, CommittedChange, WriteContext, WriteHooks } from '@tangram/records';
import type { FlowDefinition, JsonObject, RecordValues } from '@tangram/schema';
import type { Fact } from '../advance/fact.ts';
import type { FlowStart } from '../advance/state.ts';
import { environmentOf } from '../advance/step-values.ts';
import { flowProblem } from '../errors.ts';
import type { FlowGraph } from '../graph/flow-graph.ts';
import type { FlowsParts } from './parts.ts';
import { readRunRecord } from './read-run-record.ts';
import type { FlowTables } from './tables.ts';
import { compileAgainst, formNamed, type Versions } from './versions.ts';

/** Runs that caused one another: a flow or rule that changed a record that started a flow that ... */
const maxDepth = 8;
/** Rows per insert: enough that a large import takes few statements, few enough for PostgreSQL's 65,535 parameters. */
const batchRows = 1000;

/** Starts runs in the transaction of the write that sets them off: either both are there after a crash, or neither. */
export function createTriggers(parts: FlowsParts, versions: Versions): WriteHooks {
  const found = new WeakMap<Catalog, Map<string, readonly TriggerFlow[]>>();
  const flowsOn = (app: string, form: string): readonly TriggerFlow[] => {
    const catalog = parts.catalog();
    const place = `${app}/${form}`;
    let places = found.get(catalog);
    if (places === undefined) found.set(catalog, (places = new Map()));
    let flows = places.get(place);
    if (flows === undefined) places.set(place, (flows = triggersOn(catalog, app, form)));
    return flows;
  };

  return {
    isInterested: (form) => flowsOn(form.app, form.key).length > 0,
    async after(context, changes) {
      const form = changes[0]?.form;
      if (form === undefined) return;
      for (const flow of flowsOn(form.app, form.key)) {
        const matching: CommittedChange[] = [];
        for (const change of changes) if (await matches(flow, change, context, parts)) matching.push(change);
        for (let at = 0; at < matching.length; at += batchRows) {
          await begin(flow, matching.slice(at, at + batchRows), context);
        }
      }
    },
    committed: () => parts.dispatcher.committed(),
  };

  async function begin(flow: TriggerFlow, changes: readonly CommittedChange[], context: WriteContext): Promise<void> {
    const version = await versions.ensure(context.trx, flow.graph.app, flow.key, flow.definition);
    const depth = context.actor.depth ?? 0;
    const db = context.trx.withTables<FlowTables>();
    const runs = changes.map((change) => ({ id: parts.newId(), change }));
    const noted = await db
      .insertInto('flow.trigger_event')
      .values(
        runs.map(({ id, change }) => ({ version, record: change.id, record_version: change.version, instance: id })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('instance')
      .execute();
    const fresh = new Set(noted.map((row) => row.instance));
    const begun = runs.filter((run) => fresh.has(run.id));
    if (begun.length === 0) return;
    if (depth >= maxDepth) {
      const problem = JSON.stringify(flowProblem('FLOW_DEPTH', '', { depth: maxDepth }));
      const place = { app: flow.graph.app, flow: flow.key, opened_at: context.now, problem };
      await db
        .insertInto('flow.incident')
        .values(begun.map(({ change }) => ({ ...place, id: parts.newId(), record: change.id })))
        .execute();
      return;
    }
    await insertRuns(
      { ...parts, trx: context.trx },
      begun.map(({ id, change }) => ({
        id,
        version,
        app: flow.graph.app,
        flow: flow.key,
        form: flow.graph.form.key,
        depth,
        at: context.now,
        start: startOf(change, context.actor),
      })),
    );
  }
}

export interface NewRun {
  readonly id: string;
  readonly version: string;
  readonly app: string;
  readonly flow: string;
  readonly form: string;
  readonly depth: number;
  readonly at: Date;
  readonly start: FlowStart;
}

/** The rows of runs that are to begin, and the wake of those who will take them on. */
export async function insertRuns(
  { trx, dispatcher }: Pick<FlowsParts, 'dispatcher'> & { trx: WriteContext['trx'] },
  runs: readonly NewRun[],
): Promise<void> {
  const db = trx.withTables<FlowTables>();
  await db
    .insertInto('flow.instance')
    .values(
      runs.map(({ id, version, app, flow, form, depth, at, start }) => ({
        id,
        version,
        app,
        flow,
        form,
        depth,
        record: start.record,
        status: 'running' as const,
        starter: (start.starter?.['id'] as string | undefined) ?? null,
        created_at: at,
      })),
    )
    .execute();
  const facts = runs.map(({ id, at, start }) => {
    const fact: Fact = { kind: 'start', at: at.toISOString(), start };
    return { instance: id, key: 'start', fact: JSON.stringify(fact) };
  });
  await db.insertInto('flow.inbox').values(facts).execute();
  await dispatcher.wake(
    trx,
    runs.map((run) => run.id),
  );
}

/** `user` of expressions: the person who acts; null for the system and for visitors. */
export function starterOf(actor: Actor): JsonObject | null {
  if (actor.userId === null) return null;
  return {
    id: actor.userId,
    name: actor.name,
    email: actor.email ?? null,
    manager: actor.manager ?? null,
    department: actor.departments[0] ?? null,
    groups: actor.groups,
    roles: actor.roles.map((role) => role.role),
  };
}

interface TriggerFlow {
  readonly key: string;
  readonly definition: FlowDefinition;
  readonly graph: FlowGraph;
  /** The condition walks through relations, so the record must be read with them. */
  readonly needsRelations: boolean;
}

/** The enabled flows of a form, compiled. One that no longer fits its form starts nothing; its screen says so. */
function triggersOn(catalog: Catalog, app: string, form: string): readonly TriggerFlow[] {
  const triggers: TriggerFlow[] = [];
  for (const model of catalog.apps()) {
    for (const [key, definition] of model.flows) {
      const named = formNamed(catalog, model.app.key, definition.form);
      if (!definition.enabled || named?.app !== app || named.key !== form) continue;
      const { graph } = compileAgainst(catalog, model.app.key, definition);
      if (graph === null) continue;
      const loaded = new Set(graph.relationPaths.map((path) => path.join('.')));
      const needsRelations = [...graph.trigger.expressions.values()].some(({ expression }) =>
        expression.reads.some((path) => loaded.has(path.join('.'))),
      );
      triggers.push({ key, definition, graph, needsRelations });
    }
  }
  return triggers;
}

async function matches(
  flow: TriggerFlow,
  change: CommittedChange,
  context: WriteContext,
  parts: FlowsParts,
): Promise<boolean> {
  const { type, settings } = flow.graph.trigger;
  const trigger = type.trigger;
  const on = change.kind === 'create' ? 'created' : change.kind === 'update' ? 'changed' : null;
  if (trigger?.on !== on || on === null) return false;
  // Rules looked at it on some occasion and left it as it was.
  if (on === 'changed' && change.changed.size === 0) return false;
  const record: RecordValues | null = flow.needsRelations
    ? await readRunRecord(context.records, flow.graph, change.id)
    : { ...change.values, id: change.id, version: change.version };
  const start = startOf(change, context.actor);
  const { workspace } = parts.catalog();
  const around = { record, zone: workspace.zone, calendar: workCalendarOf(workspace) };
  const isTrue = (path: string) => {
    const compiled = flow.graph.trigger.expressions.get(path);
    return compiled?.evaluate(environmentOf(flow.graph, start, {}, context.now, around)) === true;
  };
  return trigger.matches(settings, { before: change.before, after: change.values, changed: change.changed }, isTrue);
}

function startOf(change: CommittedChange, actor: Actor): FlowStart {
  return {
    kind: change.kind === 'create' ? 'created' : 'changed',
    record: change.id,
    previous: change.before,
    starter: starterOf(actor),
  };
}
