import { compileSql, compileSummand, type Expression, type SqlTarget } from '@tangram/expression';
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import type { Lead } from './leads.ts';

export interface DatabaseMeasure {
  /** Sum of the scores, computed by PostgreSQL. */
  readonly sum: number;
  /** Processor time of the server process, best of the rounds. */
  readonly scoreMs: number;
  readonly bareMs: number;
  /** Re-scoring `many` leads in one statement: when all scores change, and when none does. */
  readonly many: number;
  readonly changed: Duration;
  readonly unchanged: Duration;
}

/** By the clock, and of it the server process's processor time. */
export interface Duration {
  readonly ms: number;
  readonly cpuMs: number;
}

type Db = Kysely<unknown>;

/** No parallel workers, and the processor time of every statement as a notice (which takes a superuser). */
const settings = '-c max_parallel_workers_per_gather=0 -c log_statement_stats=on -c client_min_messages=log';

/**
 * The rule as one SQL expression, as `compileSql` writes it: a sum of scores beside a bare sum over the same rows, best
 * of the rounds in turns, and the update of ten times as many rows.
 */
export async function scoreInDatabase(
  url: string,
  expression: Expression,
  leads: readonly Lead[],
  rounds: number,
): Promise<DatabaseMeasure> {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: settings });
  let cpuMs = 0;
  pool.on('connect', (client) =>
    client.on('notice', ({ detail }) => {
      const used = /([\d.]+) s user, ([\d.]+) s system/.exec(detail ?? '');
      if (used !== null) cpuMs += (Number(used[1]) + Number(used[2])) * 1000;
    }),
  );
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const timed = async (statement: RawBuilder<unknown>): Promise<Duration & { sum: number }> => {
    cpuMs = 0;
    const start = performance.now();
    const { rows } = await statement.execute(db);
    const ms = performance.now() - start;
    const [row] = rows as { sum?: string }[];
    return { ms, cpuMs, sum: Number(row?.sum) };
  };
  try {
    await fill(db, leads);
    const target: SqlTarget = {
      column: (path) => sql.ref(path.join('.')),
      zone: 'Asia/Shanghai',
      now: new Date('2026-11-22T00:00:00Z'),
    };
    const score = compileSql(expression, target);
    // As a report adds it up.
    const summand = compileSummand(expression, target);
    let [scoreMs, bareMs, sum] = [Infinity, Infinity, Number.NaN];
    for (let round = 0; round < rounds; round++) {
      const scored = await timed(sql`select sum(${summand})::numeric as sum from rules_lead`);
      const bare = await timed(sql`select sum(score) as sum from rules_lead`);
      scoreMs = Math.min(scoreMs, scored.cpuMs);
      bareMs = Math.min(bareMs, bare.cpuMs);
      sum = scored.sum;
    }
    const many = await multiply(db, 10);
    const rescore = sql`update rules_lead set score = ${score} where score is distinct from ${score}`;
    // What filling the table left to be written is not the update's work.
    await sql`checkpoint`.execute(db);
    const changed = await timed(rescore);
    await sql`vacuum analyze rules_lead`.execute(db);
    const unchanged = await timed(rescore);
    return { sum, scoreMs, bareMs, many, changed, unchanged };
  } finally {
    await sql`drop table if exists rules_lead`.execute(db);
    await db.destroy();
  }
}

/** Columns of the types that forms have, and enough beside them for a row of a usual width (about 240 bytes). */
async function fill(db: Db, leads: readonly Lead[]): Promise<void> {
  await sql`drop table if exists rules_lead`.execute(db);
  // Ids that grow, as ours do: random ones would make the index the bottleneck.
  await sql`create temporary sequence rules_lead_id`.execute(db);
  await sql`create table rules_lead (id uuid primary key, created_at timestamptz default now(),
    name text, company text, email text, amount numeric, industry text, title text, region text, site_visits numeric,
    pricing_visits numeric, white_paper boolean, trial boolean, idle_days numeric, score numeric)`.execute(db);
  await sql`insert into rules_lead (id, name, company, email, amount, score, industry, title, region, site_visits, pricing_visits,
      white_paper, trial, idle_days)
    select ${nextId}, 'Lead ' || n, 'A company with a usual name ' || n % 5000, 'somebody.' || n || '@example.com', n % 100000, n % 200, industry,
      title, region, site_visits, pricing_visits, white_paper, trial, idle_days
    from rows from (json_to_recordset(${JSON.stringify(leads)}) as (industry text, title text, region text,
      site_visits numeric, pricing_visits numeric, white_paper boolean, trial boolean, idle_days numeric)) with ordinality
      as lead(industry, title, region, site_visits, pricing_visits, white_paper, trial, idle_days, n)`.execute(db);
  await sql`vacuum analyze rules_lead`.execute(db);
}

const nextId = sql`lpad(to_hex(nextval('rules_lead_id')), 32, '0')::uuid`;

/** Every row `times` times; returns how many there are. */
async function multiply(db: Db, times: number): Promise<number> {
  const columns = sql.raw(
    'name, company, email, amount, score, industry, title, region, site_visits, pricing_visits, white_paper, trial, idle_days',
  );
  await sql`insert into rules_lead (id, ${columns}) select ${nextId}, ${columns} from rules_lead, generate_series(2, ${times}::int)`.execute(
    db,
  );
  await sql`vacuum analyze rules_lead`.execute(db);
  const { rows } = await sql<{ count: string }>`select count(*) as count from rules_lead`.execute(db);
  return Number(rows[0]?.count);
}
