import type { FormModel } from '@tangram/forms';
import { type Catalog, type Clock, type Records, type RecordsInTransaction, systemActor } from '@tangram/records';
import type { Scorecard } from '@tangram/schema';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { ruleScope } from '../compile/rule-context.ts';
import type { PublishedRule } from '../kinds/rule-kind.ts';
import { beginBlock, endTurn, idsOfTurn, isPart, lockTurn, readTurn } from './score-block.ts';
import { compileScore, type CompiledScore } from './score.ts';
import { cardRow } from './score-changes.ts';
import { scoreRecomputed } from './score-occasions.ts';
import type { ScorePart } from './score-part.ts';
import { hasSql, scoreQuery } from './score-sql.ts';

/** About so many records in one step: its transaction holds them locked for some hundred milliseconds. */
const usualStepSize = 5000;
/** Without SQL every record goes along the write path, which takes longer. */
const slowStepSize = 1000;
/** Records whose band has actions, handed to the write path at once. */
const entrySize = 1000;
/** The parts of a recomputation, each a span of ids, that several workers and processes take at the same time. */
const parts = 4;
/** With fewer steps to take one part holds all records. */
const stepsWorthParting = 4;

export interface ScoreJobParts {
  readonly catalog: () => Catalog;
  readonly clock: Clock;
  /** Whether to let the database compute where it can; false only to compare the two ways. */
  readonly usesSql?: boolean;
  /** About so many records in one step; other sizes only to try what many steps come to. */
  readonly stepSize?: number;
}

/** How far the latest recomputation of a card has come; `total` is null until it has begun. */
export interface ScoreProgress {
  readonly done: number;
  readonly total: number | null;
  readonly askedAt: string;
  readonly finishedAt: string | null;
}

/**
 * Asks for every record to be scored anew because the card was published, within the publication. A job that was under
 * way for an earlier wording begins anew. A card that is gone, or not enabled, has no job and no timers.
 */
export async function planScoreJob(trx: Kysely<unknown>, change: PublishedRule<Scorecard>): Promise<void> {
  const { app, key, before, after, now } = change;
  const isGone = after === undefined || !after.enabled;
  if (!isGone && before !== undefined && canonical(before) === canonical(after)) return;
  // In the order in which a step locks them: the first one before those it divides the records among.
  await sql`select from tangram.score_job where app = ${app} and rule = ${key} order by part for update`.execute(trx);
  await sql`delete from tangram.score_job where app = ${app} and rule = ${key}`.execute(trx);
  if (isGone) {
    await sql`delete from tangram.score_timer where app = ${app} and rule = ${key}`.execute(trx);
    return;
  }
  await sql`
    insert into tangram.score_job (app, rule, part, form, definition, asked_at)
    select ${app}, ${key}, part, ${after.form}, ${JSON.stringify(after)}::jsonb, ${now}
    from generate_series(0, ${parts - 1}::integer) as part`.execute(trx);
}

export async function readScoreProgress(db: Kysely<unknown>, app: string, rule: string): Promise<ScoreProgress | null> {
  const { rows } = await sql<{ done: string; total: string | null; asked_at: string; finished_at: string | null }>`
    select sum(done) as done, case when bool_and(total is not null) then sum(total) end as total, min(asked_at) as asked_at,
      case when bool_and(finished_at is not null) then max(finished_at) end as finished_at
    from tangram.score_job where app = ${app} and rule = ${rule} having count(*) > 0`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const total = row.total === null ? null : Number(row.total);
  return { done: Number(row.done), total, askedAt: row.asked_at, finishedAt: row.finished_at };
}

/**
 * Takes one step of one recomputation: the next turn of a block of records, in a transaction of its own that also keeps how
 * far it has come, so that a process that dies anywhere has either done a step or not. Several workers and processes take
 * different parts, the one that is furthest behind first: so another part comes between two turns of a block, and what the
 * first left behind can be cleared away in the second. Says whether there was anything to do.
 *
 * States of a part: asked (no total) -> under way (`last_record`) -> finished; a publication puts all back to asked. The
 * first part counts the records and divides them among all; until then the others wait.
 */
export async function takeScoreStep(
  records: Records,
  { catalog, clock, usesSql, stepSize = usualStepSize }: ScoreJobParts,
): Promise<boolean> {
  return records.transaction(async (own, trx) => {
    const { rows } = await sql<ScorePart>`
      select app, rule, part, form, definition, last_record, until_record, ids is not null as in_block, total
      from tangram.score_job where finished_at is null and (part = 0 or total is not null)
      order by asked_at, total is not null, done, part limit 1 for update skip locked`.execute(trx);
    const [part] = rows;
    if (part === undefined) return false;
    // A step that is lost when the machine loses its power is taken again: nobody need wait for the disk.
    await sql`select set_config('synchronous_commit', 'off', true)`.execute(trx);
    const known = catalog();
    const form = known.form(part.app, part.form);
    const published = known.app(part.app)?.rules.get(part.rule);
    // Another process has published: this one waits until it has read the same.
    if (form === undefined || published === undefined || canonical(published) !== canonical(part.definition))
      return false;
    const score = compileCard(part, form);
    if (score === null) {
      await finish(trx, part, clock.now());
      return true;
    }
    if (part.total === null) {
      await divide(trx, part, form, { worthParting: stepsWorthParting * stepSize, now: clock.now() });
      return true;
    }
    const inSql = usesSql !== false && hasSql(score, form);
    const table = sql`${sql.id(form.table.schema, form.table.name)}`;
    const turnSize = inSql ? stepSize : Math.min(stepSize, slowStepSize);
    if (!part.in_block && !(await beginBlock(trx, table, part, turnSize))) {
      await finish(trx, part, clock.now());
      return true;
    }
    // Locked first and read again after: what a writer has just committed is seen, and nobody writes in between.
    await lockTurn(trx, table, part);
    const left = inSql
      ? await rescore(trx, score, form, part, { now: clock.now(), workspace: known.workspace })
      : await readTurn(trx, table, part);
    await lookAgain(own, part, left);
    await endTurn(trx, part);
    return true;
  });
}

function compileCard({ app, rule, definition }: ScorePart, form: FormModel): CompiledScore | null {
  const problems: never[] = [];
  const context = { app, rule, form, scope: ruleScope(form), groups: null, rules: null };
  const score = compileScore(definition as Scorecard, context, problems);
  return problems.length > 0 ? null : score;
}

/** Through the one write path: rules answer, bands act, history and traces are kept. */
async function lookAgain(
  records: RecordsInTransaction,
  { app, form }: ScorePart,
  ids: readonly string[],
): Promise<void> {
  for (let start = 0; start < ids.length; start += entrySize) {
    const block = ids.slice(start, start + entrySize);
    await records.occur(systemActor('rule'), { app, form, ids: block, occasion: { name: scoreRecomputed, data: {} } });
  }
}

/**
 * Scores the records of the turn in the database and answers the ids of those left for the write path: the records that now
 * enter a band with actions. The others get score, level, history and timer by one statement:
 *
 *     update "crm"."lead" as t set "score" = c.after from changed as c where t.ctid = c.place
 *
 * Nobody else writes records that are locked, or their timers: so both are found again where they were read, and a timer that
 * was not there is none.
 */
async function rescore(
  trx: Kysely<unknown>,
  score: CompiledScore,
  form: FormModel,
  part: ScorePart,
  clock: Parameters<typeof scoreQuery>[3],
): Promise<readonly string[]> {
  const { app, rule, definition, bands } = score;
  const acting = bands.filter((band) => band.steps.length > 0).map((band) => band.key);
  const column = (key: string) => sql.id(form.fields.get(key)?.column ?? key);
  const level = definition.levelField;
  const sets = [
    sql`${column(definition.field)} = c.after`,
    ...(level === undefined ? [] : [sql`${column(level)} = c.band`]),
  ];
  const isChanged = sql`before is distinct from after${level === undefined ? sql`` : sql` or level is distinct from band`}`;
  const isTaken = (id: RawBuilder<unknown>) => sql`${id} = any((select ids from taken)::uuid[])`;
  // The planner takes each part for a handful of rows and would loop through all of them for each: 10,000 records took
  // 30 s. Every part looks up these records alone, so joining by hash is right at any size; compiling the statement is not worth it.
  await sql`select set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true)`.execute(trx);
  const { rows } = await sql<{ ids: readonly string[] }>`
    with taken as materialized (select ${idsOfTurn(part)} as ids),
    scored as materialized (${scoreQuery(score, form, isTaken, clock)}),
    entering as (select id from scored where entered and band = any(${acting}::text[])),
    changed as (select * from scored where (${isChanged}) and id not in (select id from entering)),
    updated as (
      update ${sql.id(form.table.schema, form.table.name)} as t set ${sql.join(sets)}
      from changed as c where t.ctid = c.place and t.ctid = any(array(select place from changed))
    ),
    ${cardRow(score)},
    told as (
      insert into tangram.score_change
        (record, app, form, rule, at, version, card, occasion, actor_name, before, after, band, entered, lines)
      select id, ${app}, ${form.key}, ${rule}, ${clock.now}, version, (select id from card), ${scoreRecomputed},
        ${systemActor('rule').name}, before, after, band, entered, lines
      from changed where before is distinct from after
    ),
    timers as materialized (
      select t.ctid as place, t.record, t.due_at as timed, scored.due_at
      from tangram.score_timer as t join scored on scored.id = t.record
      where ${isTaken(sql`t.record`)} and t.app = ${app} and t.rule = ${rule}
    ),
    timed as (
      insert into tangram.score_timer (record, app, rule, form, due_at)
      select id, ${app}, ${rule}, ${form.key}, due_at from scored
      where due_at is not null and id not in (select record from timers)
    ),
    retimed as (
      update tangram.score_timer as t set due_at = o.due_at from timers as o
      where t.ctid = o.place and t.ctid = any(array(select place from timers where due_at <> timed))
    ),
    untimed as (
      delete from tangram.score_timer as t where t.ctid = any(array(select place from timers where due_at is null))
    )
    select array(select id::text from entering order by id) as ids`.execute(trx);
  await sql`select set_config('enable_nestloop', 'on', true), set_config('jit', 'on', true)`.execute(trx);
  return rows[0]?.ids ?? [];
}

/** Counts the records and gives each part its share of them; records made later fall to the last part with any. */
async function divide(
  trx: Kysely<unknown>,
  { app, rule }: ScorePart,
  form: FormModel,
  { worthParting, now }: { readonly worthParting: number; readonly now: Date },
): Promise<void> {
  const table = sql`${sql.id(form.table.schema, form.table.name)}`;
  await sql`
    with counted as (select count(*)::integer as total from ${table} where deleted_at is null),
    shares as (
      select part, case when total < ${worthParting} then total * (part = 0)::integer
        else total * (part + 1) / ${parts} - total * part / ${parts} end as own
      from counted, generate_series(0, ${parts - 1}::integer) as part
    ),
    spans as (select part, own, sum(own) over (order by part) as upto, max(part) filter (where own > 0) over () as last from shares),
    bounds as (
      select part, own, last, case when own > 0 and part <> last then (
        select id from ${table} where deleted_at is null order by id offset upto - 1 limit 1) end as until
      from spans
    )
    update tangram.score_job as job set total = b.own, until_record = b.until, last_record = previous.until,
      finished_at = case when b.own = 0 and b.part <> 0 then ${now}::timestamptz end
    from bounds as b left join bounds as previous on previous.part = b.part - 1
    where job.app = ${app} and job.rule = ${rule} and job.part = b.part`.execute(trx);
}

async function finish(trx: Kysely<unknown>, part: ScorePart, now: Date): Promise<void> {
  await sql`update tangram.score_job set finished_at = ${now} where ${isPart(part)}`.execute(trx);
}

/** JSON with sorted keys: jsonb does not keep their order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
