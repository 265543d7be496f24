import type { FormModel } from '@tangram/forms';
import { type Catalog, isPassing, tableOf } from '@tangram/records';
import { type Kysely, sql } from 'kysely';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { dayIn, isEffective } from '../run/effective.ts';
import { ruleSetOf } from '../run/rule-set.ts';
import type { RuleTables } from '../tables.ts';
import { isTimed, keepTimers } from './keep-timers.ts';
import type { TimedWork } from './timed-work.ts';

/** Records whose timers one transaction sets. */
const pageSize = 2000;

/** Looks for changed rules only when there can be any: at another catalog or on another day. */
export class ClockKeeper {
  #seen: { readonly catalog: Catalog; readonly day: string } | null = null;

  /**
   * Makes `tangram.rule_clock` say what the published rules say. A rule that is new, changed or in force again gets its
   * timers anew; one that is gone, switched off or broken loses those still waiting. Whoever published it, in whatever
   * process: the table is compared with the catalog, so nothing has to be told.
   */
  async prepare({ db, catalog: catalogNow, clock }: TimedWork): Promise<void> {
    const catalog = catalogNow();
    const now = clock.now();
    const day = dayIn(now, catalog.workspace.zone);
    if (this.#seen?.catalog === catalog && this.#seen.day === day) return;
    const wanted = wantedClocks(catalog, day);
    const stored = await db
      .withTables<RuleTables>()
      .selectFrom('tangram.rule_clock')
      .select(['app', 'rule', 'print'])
      .execute();
    const known = new Map(stored.map((row) => [JSON.stringify([row.app, row.rule]), row]));
    for (const [place, clockOf] of wanted) {
      if (known.get(place)?.print !== clockOf.print) await setClock(db, clockOf, catalog.workspace.zone, now);
    }
    for (const [place, { app, rule }] of known) {
      if (!wanted.has(place)) await removeClock(db, app, rule, catalog.app(app)?.rules.has(rule) === true);
    }
    this.#seen = { catalog, day };
  }
}

interface WantedClock {
  readonly form: FormModel;
  readonly rule: CompiledRule;
  readonly print: string;
}

function wantedClocks(catalog: Catalog, day: string): ReadonlyMap<string, WantedClock> {
  const wanted = new Map<string, WantedClock>();
  for (const { app, forms } of catalog.apps()) {
    for (const key of forms.keys()) {
      const form = catalog.form(app.key, key);
      for (const rule of form === undefined ? [] : ruleSetOf(catalog, form).rules) {
        const { moment, definition } = rule;
        if (form === undefined || (moment.timer === undefined && moment.schedule === undefined)) continue;
        const when = 'when' in definition ? definition.when : null;
        const force = isEffective(definition, day);
        const print = JSON.stringify([
          key,
          catalog.workspace.zone,
          force,
          when,
          'if' in definition ? definition.if : null,
        ]);
        wanted.set(JSON.stringify([app.key, rule.key]), { form, rule, print });
      }
    }
  }
  return wanted;
}

async function setClock(
  db: Kysely<unknown>,
  { form, rule, print }: WantedClock,
  zone: string,
  now: Date,
): Promise<void> {
  const due = rule.moment.schedule?.next(now, zone) ?? null;
  const isFilled = rule.moment.timer === undefined;
  await sql`
    insert into tangram.rule_clock as k (app, rule, form, print, is_filled, due_at)
    values (${form.app}, ${rule.key}, ${form.key}, ${print}, ${isFilled}, ${due}::timestamptz)
    on conflict (app, rule) do update
      set form = excluded.form, print = excluded.print, is_filled = excluded.is_filled, due_at = excluded.due_at,
        started_at = null, after_record = null
      where k.print <> excluded.print`.execute(db);
}

/** A rule that is only switched off keeps what it has done, and does not do it again when it is switched on. */
async function removeClock(db: Kysely<unknown>, app: string, rule: string, isThere: boolean): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`delete from tangram.rule_clock where app = ${app} and rule = ${rule}`.execute(trx);
    await sql`
      delete from tangram.rule_timer where app = ${app} and rule = ${rule} and (not ${isThere}::boolean or state <> 'fired')`.execute(
      trx,
    );
  });
}

/**
 * Sets the timers of one page of records of a rule that is not filled yet; answers how many pages were done. A write
 * that comes between reading a record and setting its timer makes the page fail and be done again: what it has set is
 * newer.
 */
export async function fillTimers({ db, catalog: catalogNow, clock }: TimedWork): Promise<number> {
  const catalog = catalogNow();
  try {
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => {
        const { rows } = await sql<{ app: string; rule: string; form: string; after_record: string | null }>`
          select app, rule, form, after_record from tangram.rule_clock
          where not is_filled order by app, rule limit 1 for update skip locked`.execute(trx);
        const [unfilled] = rows;
        if (unfilled === undefined) return 0;
        const { app, rule: key, after_record: after } = unfilled;
        const form = catalog.form(app, unfilled.form);
        const rule = form === undefined ? undefined : ruleSetOf(catalog, form).rules.find((one) => one.key === key);
        const page = form === undefined ? [] : await nextPage(trx, form, after);
        if (form !== undefined && rule !== undefined && isTimed(rule)) {
          await keepTimers({ trx, form, zone: catalog.workspace.zone, now: clock.now() }, rule, page);
        }
        const last = page.length < pageSize ? null : (page.at(-1) ?? null);
        await sql`update tangram.rule_clock set is_filled = ${last === null}::boolean, after_record = ${last}::uuid
          where app = ${app} and rule = ${key}`.execute(trx);
        return 1;
      });
  } catch (error) {
    if (isPassing(error)) return 1;
    throw error;
  }
}

async function nextPage(trx: Kysely<unknown>, form: FormModel, after: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${tableOf(form)} where deleted_at is null and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${pageSize}`.execute(trx);
  return rows.map(({ id }) => id);
}
