import { type Kysely, sql } from 'kysely';
import type { CompiledScore } from './score.ts';

/** When a card must look at a record again though nothing happens; null: never by itself. */
export interface ScoreTimer {
  readonly record: string;
  readonly due: string | null;
}

/** One row per card and record: the latest word replaces what was timed before. Two statements at most, however many. */
export async function storeTimers(
  trx: Kysely<unknown>,
  { app, rule, definition }: Pick<CompiledScore, 'app' | 'rule' | 'definition'>,
  timers: readonly ScoreTimer[],
): Promise<void> {
  const [timed, untimed] = [timers.filter(({ due }) => due !== null), timers.filter(({ due }) => due === null)];
  if (timed.length > 0) {
    await sql`
      insert into tangram.score_timer (record, app, rule, form, due_at)
      select x.record, ${app}, ${rule}, ${definition.form}, x.due
      from jsonb_to_recordset(${JSON.stringify(timed)}::jsonb) as x(record uuid, due timestamptz)
      on conflict (record, app, rule) do update set due_at = excluded.due_at
      where tangram.score_timer.due_at <> excluded.due_at`.execute(trx);
  }
  if (untimed.length > 0) {
    await sql`delete from tangram.score_timer
      where app = ${app} and rule = ${rule} and record = any(${untimed.map(({ record }) => record)}::uuid[])`.execute(
      trx,
    );
  }
}
