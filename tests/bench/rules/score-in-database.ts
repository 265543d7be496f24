import { compileSql, type Expression } from '@tangram/expression';
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import type { Lead } from './leads.ts';

export interface DatabaseMeasure {
  /** Sum of the scores, computed by PostgreSQL. */
  readonly sum: number;
  readonly scoreMs: number;
  readonly bareMs: number;
  /** Re-scoring `many` leads in one statement: when all scores change, and when none does. */
  readonly many: number;
  readonly changedSeconds: number;
  readonly unchangedSeconds: number;
}

type Db = Kysely<unknown>;

/**
 * The rule as one SQL expression, as `compileSql` writes it: a sum of scores beside a bare sum over the same rows, best
 * of the rounds in turns, and the update of ten times as many rows. Without parallel workers: they would share the two
 * cores with everything else.
 */
export async function scoreInDatabase(
  url: string,
  expression: Expression,
  leads: readonly Lead[],
  rounds: number,
): Promise<DatabaseMeasure> {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c max_parallel_workers_per_gather=0' });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await fill(db, leads);
    const score = compileSql(expression, {
      column: (path) => sql.ref(path.join('.')),
      zone: 'Asia/Shanghai',
      now: new Date('2026-11-22T00:00:00Z'),
    });
    let [scoreMs, bareMs, sum] = [Infinity, Infinity, Number.NaN];
    for (let round = 0; round < rounds; round++) {
      const scored = await timed(db, sql`select sum(${score}) as sum from rules_lead`);
      const bare = await timed(db, sql`select sum(amount) as sum from rules_lead`);
      scoreMs = Math.min(scoreMs, scored.ms);
      bareMs = Math.min(bareMs, bare.ms);
      sum = scored.sum;
    }
    const many = await multiply(db, 10);
    const rescore = sql`update rules_lead set score = ${score} where score is distinct from ${score}`;
    const changed = await timed(db, rescore);
    await sql`vacuum analyze rules_lead`.execute(db);
    const unchanged = await timed(db, rescore);
    return { sum, scoreMs, bareMs, many, changedSeconds: changed.ms / 1000, unchangedSeconds: unchanged.ms / 1000 };
  } finally {
    await sql`drop table if exists rules_lead`.execute(db);
    await db.destroy();
  }
}

/** Columns of the types that forms have, and enough beside them for a row of a usual width (about 240 bytes). */
async function fill(db: Db, leads: readonly Lead[]): Promise<void> {
  await sql`drop table if exists rules_lead`.execute(db);
  await sql`create table rules_lead (id uuid primary key default gen_random_uuid(), created_at timestamptz default now(),
    name text, company text, email text, amount numeric, industry text, title text, region text, site_visits numeric,
    pricing_visits numeric, white_paper boolean, trial boolean, idle_days numeric, score numeric)`.execute(db);
  await sql`insert into rules_lead (name, company, email, amount, industry, title, region, site_visits, pricing_visits,
      white_paper, trial, idle_days)
    select 'Lead ' || n, 'A company with a usual name ' || n % 5000, 'somebody.' || n || '@example.com', n % 100000, industry,
      title, region, site_visits, pricing_visits, white_paper, trial, idle_days
    from rows from (json_to_recordset(${JSON.stringify(leads)}) as (industry text, title text, region text,
      site_visits numeric, pricing_visits numeric, white_paper boolean, trial boolean, idle_days numeric)) with ordinality
      as lead(industry, title, region, site_visits, pricing_visits, white_paper, trial, idle_days, n)`.execute(db);
  await sql`vacuum analyze rules_lead`.execute(db);
}

/** Every row `times` times; returns how many there are. */
async function multiply(db: Db, times: number): Promise<number> {
  const columns = sql.raw(
    'name, company, email, amount, industry, title, region, site_visits, pricing_visits, white_paper, trial, idle_days',
  );
  await sql`insert into rules_lead (${columns}) select ${columns} from rules_lead, generate_series(2, ${times}::int)`.execute(
    db,
  );
  await sql`vacuum analyze rules_lead`.execute(db);
  const { rows } = await sql<{ count: string }>`select count(*) as count from rules_lead`.execute(db);
  return Number(rows[0]?.count);
}

async function timed(db: Db, statement: RawBuilder<unknown>): Promise<{ ms: number; sum: number }> {
  const start = performance.now();
  const { rows } = await statement.execute(db);
  const ms = performance.now() - start;
  const [row] = rows as { sum?: string }[];
  return { ms, sum: Number(row?.sum) };
}
