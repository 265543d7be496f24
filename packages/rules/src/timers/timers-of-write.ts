import type { FormModel } from '@tangram/forms';
import type { Catalog, CommittedChange, WriteContext } from '@tangram/records';
import { sql } from 'kysely';
import type { FiredOn } from '../run/fired-on.ts';
import { referringRules } from '../related/referring-rules.ts';
import { ruleSetOf } from '../run/rule-set.ts';
import { isTimed, keepTimers, type TimedRule } from './keep-timers.ts';

/**
 * Keeps timers true to what a write has changed, in its transaction: those of the form's own rules, and those of rules of
 * other forms that wait for its records. `fired` are the rules that have just run because their instant had come.
 */
export async function timersOfWrite(
  { trx, now }: WriteContext,
  catalog: Catalog,
  form: FormModel,
  changes: readonly CommittedChange[],
  fired: FiredOn,
): Promise<void> {
  const { zone } = catalog.workspace;
  for (const rule of ruleSetOf(catalog, form).rules) {
    if (!isTimed(rule)) continue;
    const ran = fired.get(rule.key);
    if (ran !== undefined) {
      await sql`update tangram.rule_timer set state = 'fired', fired_basis = basis
        where app = ${form.app} and rule = ${rule.key} and record = any(${[...ran]}::uuid[]) and state = 'waiting'
          and due_at <= ${now}::timestamptz`.execute(trx);
    }
    const moved = changes.filter((change) => isMoved(change, rule)).map(({ id }) => id);
    await keepTimers({ trx, form, zone, now }, rule, moved);
  }
  for (const { form: other, rule, field } of referringRules(catalog, form, 'timer')) {
    if (!isTimed(rule)) continue;
    const records = new Set(changes.flatMap((change) => recordsLeftAndMet(change, field)));
    await keepTimers({ trx, form: other, zone, now }, rule, [...records]);
  }
}

function isMoved({ kind, changed }: CommittedChange, { moment, watches }: TimedRule): boolean {
  if (kind !== 'update') return true;
  return moment.timer.fields.some((field) => changed.has(field)) || watches.some((field) => changed.has(field));
}

/** What a record came to refer to, and what it ceased to refer to. */
function recordsLeftAndMet({ kind, before, values, changed }: CommittedChange, field: string): string[] {
  if (kind === 'update' && !changed.has(field)) return [];
  return [before?.[field], values[field]].filter((id) => typeof id === 'string');
}
