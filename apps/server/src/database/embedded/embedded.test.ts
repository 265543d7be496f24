import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPool } from '../pool.ts';
import { startEmbedded, stopOrphan } from './index.ts';

// Making a cluster takes a second of processor time, and other tests run beside.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tangram-embedded-'));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  await stopOrphan(home());
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const home = () => path.join(folder, 'pg');
const options = { isDurable: false };
const pidIn = (data = path.join(home(), 'data')) =>
  Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);

async function ask<Row>(url: string, text: string): Promise<Row[]> {
  const pool = openPool(url, { max: 1 });
  try {
    return (await pool.query(text)).rows;
  } finally {
    await pool.end();
  }
}

/** A process of its own that starts the server and says so. */
function starter(): ChildProcess {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
    const server = await startEmbedded(${JSON.stringify(home())}, ${JSON.stringify(options)});
    process.on('SIGTERM', async () => { await server.stop(); process.exit(0); });
    setInterval(() => {}, 1000);
    process.stdout.write('ready ' + server.isReused);`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('makes the cluster, keeps what is written, and leaves nothing running', async () => {
  const first = await startEmbedded(home(), options);
  await ask(first.url, `create table kept (name text); insert into kept values ('阿明')`);
  await first.stop();
  expect(existsSync(path.join(home(), 'data', 'postmaster.pid'))).toBe(false);
  const second = await startEmbedded(home(), options);
  expect(await ask(second.url, 'select name from kept')).toEqual([{ name: '阿明' }]);
  const [version] = await ask<{ v: string }>(second.url, `select current_setting('server_version_num') as v`);
  expect(Number(version?.v)).toBeGreaterThanOrEqual(180000);
  await ask(second.url, 'create extension pg_trgm');
  expect(
    await ask(
      second.url,
      `select array_agg(n order by n collate "zh-x-icu") as names from unnest(array['张三', '李四', '阿明', '王五']) n`,
    ),
  ).toEqual([{ names: ['阿明', '李四', '王五', '张三'] }]);
  await second.stop();
});

test('two first starts at once use one server, and the last to leave stops it', async () => {
  const [one, two] = await Promise.all([startEmbedded(home(), options), startEmbedded(home(), options)]);
  await ask(one.url, 'create table shared (n int)');
  expect(await ask(two.url, 'select count(*)::int as n from shared')).toEqual([{ n: 0 }]);
  await one.stop();
  expect(await ask(two.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  await two.stop();
  expect(existsSync(path.join(home(), 'data', 'postmaster.pid'))).toBe(false);
});

test('five processes that start at once share one server', async () => {
  const starters = Array.from({ length: 5 }, starter);
  const said = await Promise.all(
    starters.map(async (child) => String((await once(child.stdout as NodeJS.ReadableStream, 'data'))[0])),
  );
  expect(said.every((text) => text.startsWith('ready'))).toBe(true);
  expect(readdirSync(home()).filter((name) => name.startsWith('data.'))).toEqual([]);
  for (const child of starters) child.kill('SIGTERM');
  await Promise.all(starters.map((child) => once(child, 'exit')));
  expect(existsSync(path.join(home(), 'data', 'postmaster.pid'))).toBe(false);
});

test.each([0, 150, 300, 500, 700, 900, 1200])(
  'a first start that is killed after %i ms does not hinder the next one',
  async (ms) => {
    const child = starter();
    await sleep(ms + 150);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const server = await startEmbedded(home(), options);
    expect(await ask(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await server.stop();
  },
);

test('joins the server that a killed process left running', async () => {
  const child = starter();
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  const pid = pidIn();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const server = await startEmbedded(home(), options);
  expect(server.isReused).toBe(true);
  expect(pidIn()).toBe(pid);
  await server.stop();
  expect(existsSync(path.join(home(), 'data', 'postmaster.pid'))).toBe(false);
});

test('recovers after the database itself was killed, and says that it went away', async () => {
  let lost = 0;
  const server = await startEmbedded(home(), { ...options, onLost: () => lost++ });
  await ask(server.url, 'create table kept (n int); insert into kept values (1)');
  process.kill(pidIn(), 'SIGKILL');
  await expect.poll(() => lost, { timeout: 20_000 }).toBe(1);
  const again = await startEmbedded(home(), options);
  expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 1 }]);
  await again.stop();
});

test.each([
  ['a process that is no database', () => process.pid],
  ['no process at all', () => 4_000_000],
])('is not misled by a pid file that names %s', async (_, pid) => {
  const server = await startEmbedded(home(), options);
  const file = path.join(home(), 'data', 'postmaster.pid');
  const text = readFileSync(file, 'utf8');
  await server.stop();
  writeFileSync(file, text.replace(/^\d+/, String(pid())), { mode: 0o600 });
  const { uid, gid } = statSync(path.dirname(file));
  chownSync(file, uid, gid);
  const again = await startEmbedded(home(), options);
  expect(again.isReused).toBe(false);
  await again.stop();
});

test('finds a short place for the socket when the folder has a long name', async () => {
  const long = path.join(folder, '很长的文件夹名称'.repeat(6), 'pg');
  const server = await startEmbedded(long, options);
  const joined = await startEmbedded(long, options);
  expect([await ask(joined.url, 'select 1 as n'), joined.isReused]).toEqual([[{ n: 1 }], true]);
  await joined.stop();
  await server.stop();
  expect(readdirSync(os.tmpdir()).filter((name) => name.startsWith('tangram-socket-'))).toEqual([]);
});

test('says that the data are of another version of PostgreSQL', async () => {
  const server = await startEmbedded(home(), options);
  await server.stop();
  writeFileSync(path.join(home(), 'data', 'PG_VERSION'), '15\n');
  await expect(startEmbedded(home(), options)).rejects.toMatchObject({
    problems: [{ code: 'DATABASE_VERSION', params: { found: '15', expected: '18' } }],
  });
});

test('says that the folder cannot be used when a file stands there', async () => {
  writeFileSync(home(), 'not a folder');
  await expect(startEmbedded(home(), options)).rejects.toMatchObject({ problems: [{ code: 'DATABASE_FOLDER' }] });
  rmSync(home());
});

test('says why when the server refuses its settings', async () => {
  await expect(startEmbedded(home(), { ...options, settings: { max_connections: 'many' } })).rejects.toMatchObject({
    problems: [{ code: 'DATABASE_START', message: expect.stringContaining('max_connections') }],
  });
});

test.runIf(process.getuid?.() === 0)(
  'as root, works below a folder that only root may enter, or says what to do',
  async () => {
    const closed = path.join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const deep = path.join(closed, 'pg');
    try {
      const server = await startEmbedded(deep, options);
      expect(await ask(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
      await server.stop();
      const again = await startEmbedded(deep, options);
      await again.stop();
    } catch (error) {
      expect(error).toMatchObject({ problems: [{ code: 'DATABASE_FOLDER_UNREACHABLE' }] });
    }
  },
);

test.runIf(process.getuid?.() === 0)(
  'says that the disk is full, and starts when there is room again',
  async (context) => {
    const disk = path.join(folder, 'disk');
    mkdirSync(disk, { mode: 0o755 });
    const mount = (options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]).status === 0;
    if (!mount('size=20m,mode=755')) context.skip('this machine lets nobody mount a small disk');
    const small = path.join(disk, 'pg');
    try {
      await expect(startEmbedded(small, options)).rejects.toMatchObject({ problems: [{ code: 'DATABASE_DISK_FULL' }] });
      mount('remount,size=200m');
      const server = await startEmbedded(small, options);
      await server.stop();
    } finally {
      spawnSync('umount', [disk]);
    }
  },
);
