import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbedded, stopOrphan } from '@tangram/server/database';

export interface TestServer {
  /** `postgres://...` of a database on it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The server of TEST_DATABASE_URL, or the built-in one in a temporary folder. */
export async function openTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  return given === undefined ? startTemporary() : { url: given, stop: async () => {} };
}

const prefix = 'tangram-test-';

async function startTemporary(): Promise<TestServer> {
  await removeOrphans();
  const folder = mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(folder, 0o755);
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_wal_size: '4GB' };
  const server = await startEmbedded(path.join(folder, 'pg'), { settings, isDurable: false });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A test run that was killed leaves its server running: the next run ends it. */
async function removeOrphans(): Promise<void> {
  for (const name of readdirSync(os.tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const folder = path.join(os.tmpdir(), name);
    try {
      await stopOrphan(path.join(folder, 'pg'));
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Another user's, or just being removed by another run: theirs to deal with.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
