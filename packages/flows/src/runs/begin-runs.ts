import type { Actor } from '@tangram/records';
import type { FlowDefinition, Problem } from '@tangram/schema';
import type { Kysely } from 'kysely';
import { flowProblem } from '../errors.ts';
import type { FlowsParts } from '../execute/parts.ts';
import { insertRuns, starterOf } from '../execute/triggers.ts';
import type { Versions } from '../execute/versions.ts';

/** Runs to begin in somebody's transaction, one for each record. */
export interface RunsOrder {
  readonly app: string;
  readonly flow: string;
  /** A flow that is published nowhere; the published one of that key when missing. */
  readonly definition?: FlowDefinition;
  /** The form whose records these are. */
  readonly form: string;
  readonly records: readonly string[];
  /** Whoever caused it; his `depth` bounds what causes what. */
  readonly actor: Actor;
  readonly now: Date;
}

/** Rows per insert, as for runs that a write sets off. */
const batchRows = 1000;

/**
 * Begins a flow on records within the caller's transaction, as by hand: the condition at its start is not asked. Answers
 * `FLOW_UNKNOWN` when there is no such flow of the form, or it is switched off.
 */
export async function beginRuns(
  parts: FlowsParts,
  versions: Versions,
  trx: Kysely<unknown>,
  { app, flow, definition: given, form, records, actor, now }: RunsOrder,
): Promise<Problem | null> {
  const definition = given ?? parts.catalog().app(app)?.flows.get(flow);
  if (definition === undefined || definition.form !== form || !definition.enabled) {
    return flowProblem('FLOW_UNKNOWN', '', { flow });
  }
  const version = await versions.ensure(trx, app, flow, definition);
  const depth = actor.depth ?? 0;
  for (let start = 0; start < records.length; start += batchRows) {
    await insertRuns(
      { ...parts, trx },
      records.slice(start, start + batchRows).map((record) => ({
        id: parts.newId(),
        version,
        app,
        flow,
        form,
        depth,
        at: now,
        start: { kind: 'manual' as const, record, previous: null, starter: starterOf(actor) },
      })),
    );
  }
  return null;
}
