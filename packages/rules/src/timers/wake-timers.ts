import type { FormModel } from '@tangram/forms';
import { isPassing, tableOf } from '@tangram/records';
import { type Kysely, sql } from 'kysely';
import { ownOccasion } from '../run/own-occasion.ts';
import { ruleSetOf } from '../run/rule-set.ts';
import type { RuleTables } from '../tables.ts';
import { isTimed, keepTimers, type TimedRule } from './keep-timers.ts';
import { actorOf, eachApart, type TimedWork } from './timed-work.ts';

/** Timers looked for at once, and records that one transaction takes along. */
const mostDue = 1000;
const batchSize = 200;

/**
 * Takes the records whose instant has come to their rules; answers how many. Each batch is one transaction: what the
 * rules do and that it is done are committed together, so a process that dies has done a batch wholly or not at all.
 */
export async function wakeTimers(work: TimedWork): Promise<number> {
  const due = await work.db
    .withTables<RuleTables>()
    .selectFrom('tangram.rule_timer')
    .select(['app', 'rule', 'form', 'record'])
    .where('state', '=', 'waiting')
    .where('due_at', '<=', sql<string>`${work.clock.now()}::timestamptz`)
    .orderBy('due_at')
    .limit(mostDue)
    .execute();
  let done = 0;
  for (const timers of Map.groupBy(due, ({ app, rule }) => JSON.stringify([app, rule])).values()) {
    const { app, form: key, rule } = timers[0] as (typeof timers)[number];
    const form = work.catalog().form(app, key);
    const timed = form === undefined ? [] : ruleSetOf(work.catalog(), form).rules.filter(isTimed);
    const own = timed.find((one) => one.key === rule);
    // A rule that has just gone: its timers go with it (`prepareClocks`).
    if (form === undefined || own === undefined) continue;
    const ids = timers.map(({ record }) => record);
    for (let start = 0; start < ids.length; start += batchSize) {
      done += await eachApart(
        ids.slice(start, start + batchSize),
        (records) => wakeBatch(work, form, own, records),
        isPassing,
        (record, error) => setAside(work, form, own, record, error),
      );
    }
  }
  return done;
}

async function wakeBatch(work: TimedWork, form: FormModel, rule: TimedRule, ids: readonly string[]): Promise<number> {
  const catalog = work.catalog();
  return work.records.transaction(async (records, trx) => {
    const now = work.clock.now();
    // Records before timers, as writers do; what another process or writer holds is left for the next time.
    const { rows: held } = await sql<{ id: string }>`
      select id from ${tableOf(form)} where id = any(${ids}::uuid[]) order by id for update skip locked`.execute(trx);
    const free = held.map(({ id }) => id);
    await forgetMissing(trx, form, rule, ids);
    await keepTimers({ trx, form, zone: catalog.workspace.zone, now }, rule, free);
    const { rows: woken } = await sql<{ record: string }>`
      select record from tangram.rule_timer
      where app = ${form.app} and rule = ${rule.key} and record = any(${free}::uuid[]) and state = 'waiting'
        and due_at <= ${now}::timestamptz
      order by record for update`.execute(trx);
    if (woken.length === 0) return 0;
    const taken = woken.map(({ record }) => record);
    const outcomes = await records.occur(actorOf(rule, form.app, catalog), {
      app: form.app,
      form: form.key,
      ids: taken,
      occasion: ownOccasion('~timer', rule.key),
    });
    // Those that the rule ran on are marked by the write itself, and wait again if it began a new episode.
    const refused = taken.filter((_, index) => outcomes[index]?.saved === false);
    await sql`
      update tangram.rule_timer
      set state = case when record = any(${refused}::uuid[]) then 'failed' else 'passed' end
      where app = ${form.app} and rule = ${rule.key} and record = any(${taken}::uuid[]) and state = 'waiting'
        and due_at <= ${now}::timestamptz`.execute(trx);
    return woken.length;
  });
}

/** Timers of records that are no longer there. */
async function forgetMissing(
  trx: Kysely<unknown>,
  form: FormModel,
  rule: TimedRule,
  ids: readonly string[],
): Promise<void> {
  await sql`
    delete from tangram.rule_timer as k
    where k.app = ${form.app} and k.rule = ${rule.key} and k.record = any(${ids}::uuid[])
      and not exists (select 1 from ${tableOf(form)} as t where t.id = k.record)`.execute(trx);
}

async function setAside(
  { db, failed }: TimedWork,
  form: FormModel,
  rule: TimedRule,
  record: string,
  error: unknown,
): Promise<void> {
  await db
    .withTables<RuleTables>()
    .updateTable('tangram.rule_timer')
    .set({ state: 'failed' })
    .where('app', '=', form.app)
    .where('rule', '=', rule.key)
    .where('record', '=', record)
    .where('state', '=', 'waiting')
    .execute();
  failed({ app: form.app, rule: rule.key, record, error });
}
