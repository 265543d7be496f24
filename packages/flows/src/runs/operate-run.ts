import type { Actor } from '@tangram/records';
import { PlatformError } from '@tangram/schema';
import type { Fact } from '../advance/fact.ts';
import { flowErrors, flowProblem } from '../errors.ts';
import type { FlowsParts } from '../execute/parts.ts';
import type { FlowTables } from '../execute/tables.ts';
import { readRun, unknownRun } from './read-runs.ts';

/** What an administrator may do with a run that does not go on by itself. */
export type RunOperation =
  | { readonly type: 'retry'; readonly token?: number }
  /** Moves a stuck token on by an output of its step. */
  | { readonly type: 'skip'; readonly token: number; readonly output: string }
  | { readonly type: 'cancel' };

/** `FLOW_RUN_UNKNOWN` for whoever is no administrator; `FLOW_OUTPUT_UNKNOWN`. */
export async function operateRun(parts: FlowsParts, actor: Actor, id: string, operation: RunOperation): Promise<void> {
  if (!actor.isAdministrator || actor.userId === null) throw unknownRun();
  const run = await readRun(parts, actor, id);
  const by = { id: actor.userId, name: actor.name };
  const at = parts.clock.now();
  const facts: Fact[] = [];
  if (operation.type === 'cancel') facts.push({ kind: 'cancel', at: at.toISOString(), by });
  if (operation.type === 'skip') {
    const { token, output } = operation;
    const node = run.tokens.find((one) => one.id === token)?.node ?? '';
    if (!run.definition.edges.some((edge) => edge.source === node && edge.output === output)) {
      throw new PlatformError(flowErrors.FLOW_OUTPUT_UNKNOWN.kind, [
        flowProblem('FLOW_OUTPUT_UNKNOWN', '/output', { node, output }),
      ]);
    }
    facts.push({ kind: 'skip', at: at.toISOString(), token, output, by });
  }
  if (operation.type === 'retry') {
    const stuck = run.tokens.filter((token) => token.state === 'stuck' && (operation.token ?? token.id) === token.id);
    facts.push(...stuck.map((token) => ({ kind: 'retry' as const, at: at.toISOString(), token: token.id, by })));
  }
  await parts.db.transaction().execute(async (trx) => {
    const db = trx.withTables<FlowTables>();
    for (const fact of facts) {
      await db
        .insertInto('flow.inbox')
        .values({ instance: id, key: `operator:${parts.newId()}`, fact: JSON.stringify(fact) })
        .execute();
    }
    // A run that was set aside after failed transactions is looked at again at once.
    await db.updateTable('flow.instance').set({ failures: 0, retry_at: null }).where('id', '=', id).execute();
    await db
      .updateTable('flow.incident')
      .set({ closed_at: at })
      .where('instance', '=', id)
      .where('token', 'is', null)
      .where('closed_at', 'is', null)
      .execute();
    await parts.dispatcher.wake(trx, [id]);
  });
  parts.dispatcher.committed();
}
