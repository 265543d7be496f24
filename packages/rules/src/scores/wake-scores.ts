import { type Records, systemActor } from '@tangram/records';
import { type Kysely, sql } from 'kysely';
import type { ScoresParts } from './create-scores.ts';
import { scoreDue } from './score-occasions.ts';

/** Records woken at once, in one transaction. */
const most = 500;

/**
 * Takes the records whose score changes by itself now along the write path, a form at a time; says how many. A record is locked before its timer, as every writer does, and skipped while somebody else has it; the timer goes
 * in the same transaction in which the card looks, so a process that dies wakes nobody twice and forgets nobody.
 */
export async function wakeScores(records: Records, { db, catalog, clock }: ScoresParts): Promise<number> {
  const now = clock.now();
  const { rows: due } = await sql<{ app: string; form: string; record: string }>`
    select app, form, record from tangram.score_timer where due_at <= ${now} order by due_at limit ${most}`.execute(db);
  let woken = 0;
  for (const [, timers] of Map.groupBy(due, ({ app, form }) => `${app}/${form}`)) {
    const { app, form } = timers[0] as (typeof due)[number];
    const ids = [...new Set(timers.map(({ record }) => record))];
    const table = catalog().form(app, form)?.table;
    if (table === undefined) {
      await sql`delete from tangram.score_timer where app = ${app} and form = ${form}`.execute(db);
      continue;
    }
    woken += await records.transaction(async (own, trx) => {
      const { rows: locked } = await sql<{ id: string; trashed: boolean }>`
        select id, deleted_at is not null as trashed from ${sql.id(table.schema, table.name)}
        where id = any(${ids}::uuid[]) order by id for update skip locked`.execute(trx);
      const awake = locked.filter(({ trashed }) => !trashed).map(({ id }) => id);
      const inTrash = locked.filter(({ trashed }) => trashed).map(({ id }) => id);
      await sql`delete from tangram.score_timer
        where app = ${app} and form = ${form} and due_at <= ${now} and (record = any(${awake}::uuid[])
          or record = any(${ids}::uuid[]) and not exists (select from ${sql.id(table.schema, table.name)} as t where t.id = record))`.execute(
        trx,
      );
      // It may be taken out of the trash again.
      await sql`update tangram.score_timer set due_at = ${now}::timestamptz + interval '1 day'
        where app = ${app} and form = ${form} and due_at <= ${now} and record = any(${inTrash}::uuid[])`.execute(trx);
      if (awake.length > 0) {
        await own.occur(systemActor('rule'), { app, form, ids: awake, occasion: { name: scoreDue, data: {} } });
      }
      return locked.length;
    });
  }
  return woken;
}

/** When the next score changes by itself, ISO 8601; null: none will. */
export async function nextScoreDue(db: Kysely<unknown>): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`select min(due_at) as at from tangram.score_timer`.execute(db);
  return rows[0]?.at ?? null;
}
