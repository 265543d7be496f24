import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbedded } from '@tangram/server/database';
import type { Scorecard } from '@tangram/schema';
import pg from 'pg';
import { fillBenchApp, makeBenchApp } from './bench-app.ts';
import { startChild } from './child-server.ts';
import { send, signIn } from './records.ts';

const rows = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
/** Events per lead, on average. */
const eventsPerLead = 1;
const barSeconds = 30;

/**
 * A scorecard is published over HTTP for a form full of records; measured is the time until the last one is scored, and
 * meanwhile how long a person waits who saves a record. Returns whether a million took less than the bar.
 */
export async function run(): Promise<boolean> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tangram-bench-'));
  const given = process.env['BENCH_DATABASE_URL'];
  const database =
    given === undefined ? await startEmbedded(path.join(folder, 'pg')) : { url: given, stop: async () => {} };
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const owner = { OWNER_EMAIL: 'bench@example.com', OWNER_PASSWORD: 'a long enough password' };
  const settings = { DATABASE_URL: database.url, DATA_DIR: folder, LOG_LEVEL: 'error', HOST: '127.0.0.1' };
  const server = await startChild('apps/server/dist/main.js', { ...settings, ...owner }, '/api/health');
  try {
    const cookie = await signIn(server.port, owner.OWNER_EMAIL, owner.OWNER_PASSWORD);
    const ask = (method: string, address: string, body?: unknown) => send(server.port, cookie, method, address, body);
    await makeBenchApp((method, address, body) => ask(method, address, body));
    const person = (await pool.query<{ id: string }>('select id from tangram.person')).rows[0]?.id as string;
    const { leads } = await fillBenchApp(pool, person, rows);
    await fillEvents(pool);
    let areMet = true;
    for (const [name, definition] of [
      ['first card', card],
      ['changed card', { ...card, events: card.events?.map((line) => ({ ...line, points: line.points + 1 })) ?? [] }],
      [
        'same points',
        {
          ...card,
          title: 'Other title',
          events: card.events?.map((line) => ({ ...line, points: line.points + 1 })) ?? [],
        },
      ],
    ] as const) {
      const place = '/api/apps/bench/definitions/rule/score';
      await ask('PUT', place, { definition });
      const started = performance.now();
      await ask('POST', `${place}:publish`, { accept: true });
      const waits: number[] = [];
      const isRunning = { value: true };
      const writer = saveMeanwhile(ask, leads, waits, isRunning);
      await untilFinished(ask);
      const seconds = (performance.now() - started) / 1000;
      isRunning.value = false;
      await writer;
      waits.sort((a, b) => a - b);
      process.stdout.write(
        `${name}: ${rows} leads in ${seconds.toFixed(1)} s (bar ${barSeconds} s for a million); a save meanwhile takes ` +
          `${at(waits, 0.5).toFixed(0)} ms, p99 ${at(waits, 0.99).toFixed(0)} ms, longest ${at(waits, 1).toFixed(0)} ms of ${waits.length}\n`,
      );
      areMet &&= seconds < (barSeconds * rows) / 1_000_000;
    }
    const { rows: updates } = await pool.query(
      `select n_tup_upd as updates, n_tup_hot_upd as "heap only", pg_size_pretty(pg_table_size(relid)) as "table",
        pg_size_pretty(pg_indexes_size(relid)) as indexes
       from pg_stat_user_tables where schemaname = 'bench' and relname = 'lead'`,
    );
    process.stdout.write(`${JSON.stringify(updates)}\n`);
    const spread = await pool.query(
      'select score::text, count(*)::integer from bench.lead group by 1 order by 2 desc limit 5',
    );
    process.stdout.write(`${JSON.stringify(spread.rows)}\n`);
    return areMet;
  } finally {
    await server.stop();
    await pool.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The value below which such a share of sorted values lies. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function untilFinished(ask: (method: string, address: string) => Promise<unknown>): Promise<void> {
  for (;;) {
    const { recomputation } = (await ask('GET', '/api/apps/bench/rules/score/recomputation')) as {
      recomputation: { finishedAt: string | null } | null;
    };
    if (recomputation !== null && recomputation.finishedAt !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function saveMeanwhile(
  ask: (method: string, address: string, body: unknown) => Promise<unknown>,
  leads: readonly string[],
  waits: number[],
  isRunning: { value: boolean },
): Promise<void> {
  for (let n = 0; isRunning.value; n++) {
    const started = performance.now();
    await ask('PATCH', `/api/apps/bench/records/lead/${leads[n % leads.length]}`, { values: { note: `Note ${n}` } });
    waits.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const eventNames = ['website_visit', 'pricing_view', 'whitepaper', 'trial'];

async function fillEvents(pool: pg.Pool): Promise<void> {
  await pool.query(
    `insert into tangram.rule_event (app, form, record, name, at, received_at, data)
     select 'bench', 'lead', id, ($1::text[])[1 + floor(random() ^ 2 * 4)::int], at, at, '{}'
     from (select id, now() - random() * interval '90 days' as at from bench.lead, generate_series(1, $2::int)) as spread
     where random() < 0.999`,
    [eventNames, eventsPerLead],
  );
  await pool.query('vacuum analyze tangram.rule_event');
}

const once = (key: string, event: string, points: number) =>
  ({ key, title: key, event, points, counts: 'once' }) as const;

/** The points of the lead template, over the fields of the benchmarks. */
const card: Scorecard = {
  type: 'scorecard',
  title: 'Lead score',
  form: 'lead',
  enabled: true,
  field: 'score',
  attributes: [
    { key: 'industry', title: 'Industry', when: 'source = "website"', points: 20 },
    { key: 'decision', title: 'Decision level', when: 'stage in ("proposal", "negotiation")', points: 30 },
    { key: 'region', title: 'Region', when: 'amount < 20000 or amount > 90000', points: -10 },
  ],
  events: [
    once('visit', 'website_visit', 5),
    once('pricing', 'pricing_view', 20),
    once('paper', 'whitepaper', 30),
    once('trial', 'trial', 50),
  ],
  idle: [{ key: 'idle', title: 'Idle', days: 30, points: -15, events: eventNames }],
  bands: [
    { key: 'cold', title: 'Cold', from: 0 },
    { key: 'mql', title: 'Ready for sales', from: 100 },
  ],
};
