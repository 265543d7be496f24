import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openTestDatabase } from '@tangram/tests/database';

export const root = path.resolve(import.meta.dirname, '../../..');

export interface Product {
  readonly url: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Kills the process as a power cut would, and starts it again on the same address and data. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** The product as people run it: its own process, a database and a data folder of its own, the built web application. */
export async function startProduct(environment: Readonly<Record<string, string>> = {}): Promise<Product> {
  const database = await openTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tangram-test-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'warn',
    ...environment,
  };
  const start = () => startServer(url, settings);
  let server = await start();
  return {
    url,
    databaseUrl: database.url,
    dataDir,
    async killAndRestart() {
      await end(server, 'SIGKILL');
      server = await start();
    },
    async stop() {
      await end(server, 'SIGTERM');
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startServer(url: string, environment: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['apps/server/dist/main.js'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000)));
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${said}`);
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) return child;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not answer within a minute:\n${said}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
