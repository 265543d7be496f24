import type { FormModel } from '@tangram/forms';
import { tableOf } from '@tangram/records';
import { type Kysely, sql } from 'kysely';
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { RuleTimer } from '../kinds/rule-kind.ts';

/** A rule whose records each have an instant. */
export interface TimedRule extends CompiledRule {
  readonly moment: CompiledRule['moment'] & { readonly timer: RuleTimer };
}

export function isTimed(rule: CompiledRule): rule is TimedRule {
  return rule.moment.timer !== undefined;
}

export interface TimerPlace {
  readonly trx: Kysely<unknown>;
  readonly form: FormModel;
  readonly zone: string;
  readonly now: Date;
}

/**
 * Brings the timers of one rule and these records to what the records say now: one statement, however many, the same for
 * a single write and for every record of a rule that was just published.
 * - A new episode (a later `basis`) waits again. One that turns out to be older than the last in which the rule ran,
 *   because a related record went away, is that one over again, and does not.
 * - Within one episode a rule that ran stays as it is; one whose condition did not hold waits again, due at once.
 * - A record that is in the trash, or without a date, has no timer.
 */
export async function keepTimers(
  { trx, form, zone, now }: TimerPlace,
  rule: TimedRule,
  records: readonly string[],
): Promise<void> {
  if (records.length === 0) return;
  const { timer } = rule.moment;
  const { basis, due } = timer.instants(zone);
  await sql`
    with wanted as materialized (
      select i.record, i.basis, i.due_at
      from (
        select t.id as record, ${basis} as basis, ${due} as due_at
        from ${tableOf(form)} as t where t.id = any(${records}::uuid[]) and t.deleted_at is null
      ) as i
      left join tangram.rule_timer as k on k.app = ${form.app} and k.rule = ${rule.key} and k.record = i.record
      where i.basis is not null and (${timer.isLateToo}::boolean or i.due_at > ${now}::timestamptz or k.basis = i.basis)
    ), unwanted as (
      delete from tangram.rule_timer as k
      where k.app = ${form.app} and k.rule = ${rule.key} and k.record = any(${records}::uuid[]) and k.state <> 'fired'
        and not exists (select 1 from wanted where wanted.record = k.record)
    )
    insert into tangram.rule_timer as k (app, rule, record, form, basis, due_at, state)
    select ${form.app}, ${rule.key}, record, ${form.key}, basis, due_at, 'waiting' from wanted order by record
    on conflict (app, rule, record) do update
      set form = excluded.form, basis = excluded.basis, due_at = excluded.due_at,
        state = case when excluded.basis <= k.fired_basis then 'fired' else 'waiting' end
      where k.basis <> excluded.basis or k.state in ('passed', 'failed')
        or (k.state = 'waiting' and k.due_at <> excluded.due_at)`.execute(trx);
}
