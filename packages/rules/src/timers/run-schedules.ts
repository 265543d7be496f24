import { type Workspace, workCalendarOf } from '@tangram/records';
import { compileSql } from '@tangram/expression';
import type { FormModel } from '@tangram/forms';
import { recordRow, isPassing, type Records, tableOf } from '@tangram/records';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { ownOccasion } from '../run/own-occasion.ts';
import { ruleSetOf } from '../run/rule-set.ts';
import { actorOf, type TimedWork } from './timed-work.ts';

/** Records that one transaction takes along. */
const pageSize = 500;

/**
 * Does one page of a schedule that is due; answers how many pages were done. What the rules did and how far the run has
 * come are committed together: another process, or this one after a crash, goes on at the next page. Times that passed
 * while nobody was working are one run, not many.
 */
export async function runSchedules(work: TimedWork): Promise<number> {
  try {
    return await schedulePage(work, pageSize);
  } catch (error) {
    if (isPassing(error)) return 0;
    // One record breaks its page: the records of this page one by one, and that one passed over.
    for (let done = 0; done < pageSize; done++) {
      if (!(await singleRecord(work))) break;
    }
    return 1;
  }
}

async function singleRecord(work: TimedWork): Promise<boolean> {
  const attempt: { place?: Place } = {};
  try {
    return (await schedulePage(work, 1, attempt)) > 0;
  } catch (error) {
    const { place } = attempt;
    if (isPassing(error) || place === undefined) throw error;
    await sql`update tangram.rule_clock set after_record = ${place.record}::uuid, started_at = ${place.startedAt}::timestamptz
      where app = ${place.app} and rule = ${place.rule}`.execute(work.db);
    work.failed({ ...place, error });
    return true;
  }
}

interface Place {
  readonly app: string;
  readonly rule: string;
  readonly record: string;
  readonly startedAt: string;
}

async function schedulePage(work: TimedWork, size: number, attempt: { place?: Place } = {}): Promise<number> {
  const catalog = work.catalog();
  return work.records.transaction(async (records, trx) => {
    const now = work.clock.now();
    const { rows } = await sql<DueClock>`
      select app, rule, form, coalesce(started_at, ${now}::timestamptz) as started_at, after_record from tangram.rule_clock
      where due_at <= ${now}::timestamptz order by due_at limit 1 for update skip locked`.execute(trx);
    const [due] = rows;
    if (due === undefined) return 0;
    const form = catalog.form(due.app, due.form);
    const rule = form === undefined ? undefined : ruleSetOf(catalog, form).rules.find(({ key }) => key === due.rule);
    const schedule = rule?.moment.schedule;
    if (form === undefined || rule === undefined || schedule === undefined) {
      await finish(trx, due, null);
      return 1;
    }
    const page = await nextPage(trx, form, rule, due, { workspace: catalog.workspace, now, size });
    if (page.length > 0) {
      if (size === 1) attempt.place = { ...due, record: page[0] as string, startedAt: due.started_at };
      await tell(records, work, form, rule, page);
    }
    if (page.length < size) await finish(trx, due, schedule.next(now, catalog.workspace.zone));
    else {
      await sql`update tangram.rule_clock set started_at = ${due.started_at}::timestamptz, after_record = ${page.at(-1)}::uuid
        where app = ${due.app} and rule = ${due.rule}`.execute(trx);
    }
    return 1;
  });
}

interface DueClock {
  readonly app: string;
  readonly rule: string;
  readonly form: string;
  readonly started_at: string;
  readonly after_record: string | null;
}

async function tell(
  records: Records,
  work: TimedWork,
  form: FormModel,
  rule: CompiledRule,
  page: readonly string[],
): Promise<void> {
  await records.occur(actorOf(rule, form.app, work.catalog()), {
    app: form.app,
    form: form.key,
    ids: page,
    occasion: ownOccasion('~schedule', rule.key),
  });
}

async function finish(trx: Kysely<unknown>, { app, rule }: DueClock, next: Date | null): Promise<void> {
  await sql`update tangram.rule_clock set due_at = ${next}::timestamptz, started_at = null, after_record = null
    where app = ${app} and rule = ${rule}`.execute(trx);
}

/**
 * The next records in the order of their ids, of those that were there when the run began, or a rule that creates records
 * of its own form would never come to an end. Only those that the condition holds for, where SQL can say so.
 */
async function nextPage(
  trx: Kysely<unknown>,
  form: FormModel,
  rule: CompiledRule,
  { after_record: after, started_at: startedAt }: DueClock,
  { workspace, now, size }: { readonly workspace: Workspace; readonly now: Date; readonly size: number },
): Promise<string[]> {
  const holds = conditionOf(form, rule, workspace, now);
  const { rows } = await sql<{ id: string }>`
    select t.id from ${tableOf(form)} as t
    where t.deleted_at is null and t.created_at <= ${startedAt}::timestamptz
      and (${after}::uuid is null or t.id > ${after}::uuid)${holds === null ? sql`` : sql` and ${holds}`}
    order by t.id limit ${size}`.execute(trx);
  return rows.map(({ id }) => id);
}

function conditionOf(
  form: FormModel,
  { condition }: CompiledRule,
  workspace: Workspace,
  now: Date,
): RawBuilder<unknown> | null {
  const expression = condition?.expression;
  // Nobody acts, and nothing was changed: what asks for that is left to the run.
  if (expression === undefined || !expression.inSql.ok) return null;
  if (expression.reads.some(([root]) => !form.fields.has(root as string))) return null;
  const calendar = workCalendarOf(workspace);
  return compileSql(expression, {
    zone: workspace.zone,
    calendar,
    now,
    ...recordRow(form, 't'),
  });
}
