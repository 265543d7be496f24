import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { stopOrphan } from './database/index.ts';

// Whole processes, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 180_000 });

const folder = mkdtempSync(path.join(os.tmpdir(), 'tangram-serve-'));
const port = 20_000 + (process.pid % 20_000);
const address = `http://localhost:${port}`;
const running: ChildProcess[] = [];
afterEach(async () => {
  const alive = running.splice(0).filter((child) => child.exitCode === null && child.signalCode === null);
  await Promise.all(alive.map((child) => (child.kill('SIGKILL'), once(child, 'exit'))));
});
afterAll(async () => {
  await stopOrphan(path.join(folder, 'data', 'postgres'));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Started {
  const env = {
    PATH: process.env['PATH'],
    PORT: String(port),
    DATA_DIR: path.join(folder, 'data'),
    LOG_LEVEL: 'warn',
    // As `npm start` does: a second start finds the modules compiled.
    NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
    ...environment,
  };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  running.push(child);
  let output = '';
  child.stdout?.on('data', (data) => (output += data));
  child.stderr?.on('data', (data) => (output += data));
  return { child, output: () => output, exit: once(child, 'exit').then(([code]) => code as number | null) };
}

const main = path.join(import.meta.dirname, 'main.ts');
const tangram = path.join(import.meta.dirname, 'cli', 'main.ts');

async function untilReady(server: Started): Promise<void> {
  await expect.poll(server.output, { timeout: 120_000 }).toContain('Tangram is ready');
  expect((await fetch(`${address}/api/health`)).status).toBe(200);
}

const owner = { OWNER_EMAIL: 'owner@example.com', OWNER_PASSWORD: 'correct horse battery' };
const pidFile = path.join(folder, 'data', 'postgres', 'data', 'postmaster.pid');

test('starts from nothing with an owner, serves commands beside it, and stops in order when told to', async () => {
  const server = start([main], owner);
  await untilReady(server);
  expect(server.output()).toContain(address);
  const body = JSON.stringify({ email: owner.OWNER_EMAIL, password: owner.OWNER_PASSWORD });
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(200);

  const command = start([tangram, 'user', 'add', 'b@example.com', '乙', '--json']);
  expect(await command.exit).toBe(0);
  expect(JSON.parse(command.output())).toMatchObject({ name: '乙' });
  expect((await fetch(`${address}/api/health`)).status).toBe(200);

  // As Ctrl-C does: once from the terminal, once through the launcher.
  server.child.kill('SIGINT');
  server.child.kill('SIGINT');
  expect(await server.exit).toBe(0);
  expect(existsSync(pidFile)).toBe(false);
});

test('a second start listens, and ends when whoever started it is gone', async () => {
  const server = start([main]);
  await untilReady(server);
  server.child.disconnect();
  expect(await server.exit).toBe(0);
});

test('is killed, and the next start finds the database running and everything there', async () => {
  const first = start([main]);
  await untilReady(first);
  first.child.kill('SIGKILL');
  await first.exit;
  const database = readFileSync(pidFile, 'utf8').split('\n')[0];
  const second = start([main]);
  await untilReady(second);
  expect(readFileSync(pidFile, 'utf8').split('\n')[0]).toBe(database);
  second.child.kill('SIGTERM');
  expect(await second.exit).toBe(0);
});

test('goes on after its database was killed under it', async () => {
  const server = start([main]);
  await untilReady(server);
  process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL');
  await expect.poll(async () => (await fetch(`${address}/api/health`)).status, { timeout: 60_000 }).toBe(503);
  await expect.poll(async () => (await fetch(`${address}/api/health`)).status, { timeout: 60_000 }).toBe(200);
  server.child.kill('SIGTERM');
  expect(await server.exit).toBe(0);
});

test('says in a sentence that the port is taken', async () => {
  const server = start([main]);
  await untilReady(server);
  const second = start([main]);
  expect(await second.exit).toBe(1);
  expect(second.output()).toContain(`Port ${port} is already in use.`);
  expect((await fetch(`${address}/api/health`)).status).toBe(200);
  server.child.kill('SIGTERM');
  await server.exit;
});

test('says every wrong setting, and that a database server cannot be reached', async () => {
  const wrong = start([main], { PORT: '99999', LOG_LEVEL: 'loud', SECRET: 'short' });
  expect(await wrong.exit).toBe(1);
  expect(wrong.output().trim().split('\n')).toHaveLength(3);
  const away = start([main], { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' });
  expect(await away.exit).toBe(1);
  expect(away.output()).toContain('cannot be reached');
  expect(away.output()).not.toContain('secret');
});
