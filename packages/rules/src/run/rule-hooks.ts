import type { Catalog, CommittedChange, Outbox, PlannedChange, WriteContext, WriteHooks } from '@tangram/records';
import { referringRules } from '../related/referring-rules.ts';
import { wakeRelated } from '../related/wake-related.ts';
import { timersOfWrite } from '../timers/timers-of-write.ts';
import { firedOn, noteFired } from './fired-on.ts';
import { ruleSetOf } from './rule-set.ts';
import type { Run } from './run.ts';
import { runOutside, runRules } from './run-rules.ts';
import { startRun } from './start-run.ts';
import { storeTraces } from './store-traces.ts';
import { beyondOf } from './beyond.ts';
import type { ConnectionTitle, FlowStarter, Notifier } from '../surroundings.ts';
import { storedTurns } from './turns.ts';

export interface RuleHookParts {
  readonly catalog: () => Catalog;
  readonly notifier: Notifier;
  readonly flows: FlowStarter;
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly connectionTitle: ConnectionTitle;
}

/**
 * The rules of a form around every write to it. `before`: rules run and change the records in the same write. `after`,
 * same transaction: what they do outside the record, the traces that say what ran and why, the instants at which rules
 * look at records, and the rules of other forms that wait for these.
 */
export function ruleHooks({ catalog, notifier, flows, outbox, connectionTitle }: RuleHookParts): WriteHooks {
  // A run begun before the rows are written is finished after it; the write's context is what joins the two.
  const runs = new WeakMap<WriteContext, Run>();
  return {
    isInterested(form) {
      const { rules, broken } = ruleSetOf(catalog(), form);
      if (rules.length + broken.length > 0) return true;
      return (['timer', 'related'] as const).some((by) => referringRules(catalog(), form, by).length > 0);
    },
    async before(context, changes) {
      const form = changes[0]?.form;
      if (form === undefined) return;
      const { rules } = ruleSetOf(catalog(), form);
      if (rules.length === 0) return;
      const { trx, actor, occasion, now } = context;
      const run = startRun({
        trx,
        catalog: catalog(),
        form,
        rules,
        changes: changes.filter(isRuled),
        actor,
        occasion,
        now,
        turns: storedTurns(trx),
        notify: (message) => notifier.notify(trx, message),
        leavesMarks: true,
        acceptsDuplicates: context.acceptDuplicates === true,
        beyond: (rule) => beyondOf({ context, catalog: catalog(), form, rule, flows, outbox, connectionTitle }),
      });
      runs.set(context, run);
      await runRules(run);
    },
    async after(context, changes) {
      const form = changes[0]?.form;
      if (form === undefined) return;
      const run = runs.get(context);
      const { broken } = ruleSetOf(catalog(), form);
      if (run !== undefined || broken.length > 0) {
        const written = new Map(changes.map((change) => [change.id, change]));
        // A change that was refused after the rules ran has no trace and tells nobody.
        const lasting =
          run === undefined ? null : { ...run, records: run.records.filter(({ change }) => written.has(change.id)) };
        if (lasting !== null) await runOutside(lasting);
        if (lasting !== null && context.occasion !== undefined) noteFired(context.occasion, lasting);
        await storeTraces(context, { catalog: catalog(), form, written, records: lasting?.records ?? [], broken });
      }
      const fired = context.occasion === undefined ? new Map() : firedOn(context.occasion);
      await timersOfWrite(context, catalog(), form, changes, fired);
      await wakeRelated(context, catalog(), form, changes);
    },
  };
}

/** Taking a record out of the trash is no moment of any rule. */
function isRuled(change: PlannedChange | CommittedChange): boolean {
  return change.kind !== 'restore';
}
