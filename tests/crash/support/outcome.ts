import { type Kysely, sql } from 'kysely';

/**
 * All that a run of the scenario leaves behind, without ids and times, by lead: the same after an uninterrupted run and
 * after one that was killed fifty times.
 */
export async function outcomeOf(db: Kysely<unknown>): Promise<unknown> {
  const read = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows;
  return {
    records: await read(sql`select name, stage, touched, version from crash.lead order by name, stage`),
    runs: await read(sql`
      select lead.name, run.status, run.seq, run.state->'visits' as visits, run.state->'steps'->'ask' as asked
      from flow.instance as run join crash.lead as lead on lead.id = run.record order by lead.name`),
    path: await read(sql`
      select lead.name, history.kind, history.node, history.visit, history.data->>'output' as output, history.by_name, count(*)::int as times
      from flow.history as history join flow.instance as run on run.id = history.instance join crash.lead as lead on lead.id = run.record
      group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`),
    tasks: await read(sql`
      select lead.name, task.node, task.visit, task.state, task.outcome, count(*)::int as times
      from flow.task as task join crash.lead as lead on lead.id = task.record group by 1, 2, 3, 4, 5 order by 1, 2, 3`),
    timers: await read(sql`
      select lead.name, timer.node, timer.state, count(*)::int as times from flow.timer as timer
      join flow.instance as run on run.id = timer.instance join crash.lead as lead on lead.id = run.record
      group by 1, 2, 3 order by 1, 2, 3`),
    left: await read(sql`
      select (select count(*) from flow.token)::int as tokens, (select count(*) from flow.inbox where not taken)::int as facts,
        (select count(*) from flow.incident)::int as incidents, (select count(*) from flow.trigger_event)::int as starts,
        (select count(*) from flow.task_action)::int as actions`),
    effects: await read(sql`
      select lead.name, effect.source, effect.state, count(*)::int as times from tangram.outbox as effect
      join crash.lead as lead on lead.id = effect.record group by 1, 2, 3 order by 1, 2, 3`),
    delivered: await read(
      sql`select title, count(*)::int as times from public.sink_by_key group by title order by title`,
    ),
    once: await read(sql`
      select count(*)::int as rows, count(distinct key)::int as keys from public.sink_once`),
  };
}
