import { accessOf, type Actor } from '@tangram/records';
import { PlatformError } from '@tangram/schema';
import { flowProblem } from '../errors.ts';
import type { FlowsParts } from '../execute/parts.ts';
import { insertRuns, starterOf } from '../execute/triggers.ts';
import type { Versions } from '../execute/versions.ts';

/**
 * Starts a published flow by hand, on a record that the actor may read and whose form he may change. Its start node
 * lets it through without looking at its condition. `FLOW_UNKNOWN`, `FLOW_RUN_FORBIDDEN`, `RECORD_NOT_FOUND`.
 */
export async function startRun(
  parts: FlowsParts,
  versions: Versions,
  actor: Actor,
  { app, flow, record }: { readonly app: string; readonly flow: string; readonly record: string },
): Promise<{ readonly id: string }> {
  const catalog = parts.catalog();
  const definition = catalog.app(app)?.flows.get(flow);
  const form = definition === undefined ? undefined : catalog.form(app, definition.form);
  if (definition === undefined || form === undefined)
    throw new PlatformError('not-found', [flowProblem('FLOW_UNKNOWN', '', { flow })]);
  if (!accessOf(actor, form, catalog).may('update'))
    throw new PlatformError('forbidden', [flowProblem('FLOW_RUN_FORBIDDEN')]);
  await parts.records().get(actor, { app, form: form.key, id: record, fields: [] });
  const id = parts.newId();
  await parts.db.transaction().execute(async (trx) => {
    const version = await versions.ensure(trx, app, flow, definition);
    const start = { kind: 'manual' as const, record, previous: null, starter: starterOf(actor) };
    const run = { id, version, app, flow, form: form.key, depth: actor.depth ?? 0, at: parts.clock.now(), start };
    await insertRuns({ ...parts, trx }, [run]);
  });
  parts.dispatcher.committed();
  return { id };
}
