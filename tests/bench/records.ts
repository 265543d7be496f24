import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbedded } from '@tangram/server/database';
import pg from 'pg';
import { fillBenchApp, makeBenchApp, stages } from './bench-app.ts';
import { type ChildServer, startChild } from './child-server.ts';
import { load, type LoadResult, type MakeRequest, percentile, request } from './load.ts';

const connections = 16;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const roundMs = 2000;
const warmUpMs = 1000;
const restMs = 60_000;
const barMb = 150;
const rows = Number(process.env['BENCH_ROWS'] ?? 100_000);

interface Case {
  readonly name: string;
  readonly ours: MakeRequest;
  readonly bare: MakeRequest;
  /** Requests a second, as a share of the bare handler's. */
  readonly bar: number | null;
  /** Ours at most, in ms. */
  readonly p99?: number;
}

/**
 * Create, read, list, update and aggregate over HTTP, against a bare handler on the same tables in the same run. The two
 * take turns, round by round, so that what else the machine does hits both; figures are medians of the rounds. Returns
 * whether every bar was met.
 */
export async function run(): Promise<boolean> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tangram-bench-'));
  const given = process.env['BENCH_DATABASE_URL'];
  const database =
    given === undefined ? await startEmbedded(path.join(folder, 'pg')) : { url: given, stop: async () => {} };
  const started: ChildServer[] = [];
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  try {
    const owner = { OWNER_EMAIL: 'bench@example.com', OWNER_PASSWORD: 'a long enough password' };
    const settings = { DATABASE_URL: database.url, DATA_DIR: folder, LOG_LEVEL: 'error', HOST: '127.0.0.1' };
    const ours = await startChild('apps/server/dist/main.js', { ...settings, ...owner }, '/api/health');
    started.push(ours);
    await new Promise((resolve) => setTimeout(resolve, restMs));
    const idleMb = ours.residentMb();
    const cookie = await signIn(ours.port, owner.OWNER_EMAIL, owner.OWNER_PASSWORD);
    await makeBenchApp((method, address, body) => send(ours.port, cookie, method, address, body));
    const person = (await pool.query<{ id: string }>('select id from tangram.person')).rows[0]?.id as string;
    const usedMb = ours.residentMb();
    const ids = await fillBenchApp(pool, person, rows);
    const bare = await startChild(
      'tests/bench/bare-server.ts',
      { DATABASE_URL: database.url, BENCH_PERSON: person },
      '/ready',
    );
    started.push(bare);
    process.stdout.write(
      `${rows} leads, ${connections} connections, medians of ${rounds} rounds; memory ${idleMb.toFixed(0)} MB at rest (bar ${barMb} MB), ${usedMb.toFixed(0)} MB after the set-up\n\n`,
    );
    process.stdout.write(line('', 'req/s', 'bare', 'ratio', 'bar', 'p50 ms', 'p99 ms', 'bare p99', 'CPU ms', 'bare'));
    let areMet = true;
    const only = process.argv[3];
    for (const each of cases(cookie, ids)) {
      if (only === undefined || only === each.name) areMet = (await measure(each, ours, bare)) && areMet;
    }
    const busyMb = ours.residentMb();
    await new Promise((resolve) => setTimeout(resolve, restMs));
    process.stdout.write(
      `\nmemory after the load ${busyMb.toFixed(0)} MB, a minute later ${ours.residentMb().toFixed(0)} MB\n`,
    );
    return areMet && idleMb < barMb;
  } finally {
    for (const server of started) await server.stop();
    await pool.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function cases(cookie: string, { accounts, leads }: { accounts: string[]; leads: string[] }): Case[] {
  const mine = { cookie };
  const token = { authorization: 'Bearer bench' };
  const all = '/api/apps/bench/records/lead';
  const values = () => ({
    name: 'A new lead',
    company: 'Acme',
    email: 'new@example.com',
    phone: '13812345678',
    stage: pick(stages),
    amount: 1234.5,
    score: 7,
    due: '2026-02-03',
    note: 'Came in by telephone',
    open: true,
    source: 'website',
    account: pick(accounts),
  });
  const amount = () => ({ values: { amount: Math.floor(Math.random() * 1e6) } });
  const query = (stage: string) => `filter=${encodeURIComponent(`stage = "${stage}"`)}&sort=-created_at&limit=50`;
  const sums = {
    form: 'lead',
    dimensions: [
      { key: 'stage', field: 'stage' },
      { key: 'month', field: 'created_at', grain: 'month' },
    ],
    measures: [
      { key: 'count', aggregate: 'count' },
      { key: 'sum', aggregate: 'sum', of: 'amount' },
    ],
  };
  return [
    {
      name: 'create',
      bar: 0.4,
      ours: () => request('POST', all, mine, { values: values() }),
      bare: () => request('POST', '/lead', token, { values: values() }),
    },
    {
      name: 'read',
      bar: 0.5,
      ours: () => request('GET', `${all}/${pick(leads)}`, mine),
      bare: () => request('GET', `/lead/${pick(leads)}`, token),
    },
    {
      name: 'update',
      bar: 0.4,
      ours: () => request('PATCH', `${all}/${pick(leads)}`, mine, amount()),
      bare: () => request('PATCH', `/lead/${pick(leads)}`, token, amount()),
    },
    {
      name: 'list',
      bar: 0.7,
      p99: 50,
      ours: () => request('GET', `${all}?${query(pick(stages))}`, mine),
      bare: () => request('GET', `/lead?stage=${pick(stages)}`, token),
    },
    {
      name: 'aggregate',
      bar: null,
      ours: () => request('POST', '/api/apps/bench/query', mine, sums),
      bare: () => request('POST', '/aggregate', token, {}),
    },
  ];
}

async function measure(
  { name, ours: mine, bare: theirs, bar, p99 }: Case,
  ours: ChildServer,
  bare: ChildServer,
): Promise<boolean> {
  await load(ours.port, connections, warmUpMs, mine);
  await load(bare.port, connections, warmUpMs, theirs);
  const [a, b]: [Round[], Round[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    a.push(await oneRound(ours, mine));
    b.push(await oneRound(bare, theirs));
  }
  const rate = (list: readonly Round[]) => median(list.map(({ result }) => result.requests / result.seconds));
  const at = (list: readonly Round[], share: number) => median(list.map(({ result }) => percentile(result, share)));
  const cpu = (list: readonly Round[]) => median(list.map(({ cpuMs }) => cpuMs));
  const ratio = rate(a) / rate(b);
  const isMet = (bar === null || ratio >= bar) && (p99 === undefined || at(a, 0.99) <= p99);
  process.stdout.write(
    line(
      name,
      rate(a).toFixed(0),
      rate(b).toFixed(0),
      ratio.toFixed(2),
      bar === null ? '' : `${bar}${isMet ? '' : ' !'}`,
      at(a, 0.5).toFixed(1),
      at(a, 0.99).toFixed(1),
      at(b, 0.99).toFixed(1),
      cpu(a).toFixed(2),
      cpu(b).toFixed(2),
    ),
  );
  return isMet;
}

interface Round {
  readonly result: LoadResult;
  /** Processor time of the server for one request. */
  readonly cpuMs: number;
}

async function oneRound(server: ChildServer, make: MakeRequest): Promise<Round> {
  const before = server.cpuSeconds();
  const result = await load(server.port, connections, roundMs, make);
  return { result, cpuMs: ((server.cpuSeconds() - before) * 1000) / Math.max(1, result.requests) };
}

export async function signIn(port: number, email: string, password: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

export async function send(
  port: number,
  cookie: string,
  method: string,
  address: string,
  body: unknown,
): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}${address}`, {
    method,
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${address}: ${await answer.text()}`);
  return answer.json();
}

function pick<Item>(list: readonly Item[]): Item {
  return list[Math.floor(Math.random() * list.length)] as Item;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function line(...cells: string[]): string {
  return `${cells.map((cell, index) => (index === 0 ? cell.padEnd(10) : cell.padStart(9))).join('')}\n`;
}
