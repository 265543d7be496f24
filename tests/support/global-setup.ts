import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { allMigrations, migrate, openPool, startEmbedded, stopOrphan } from '@tangram/server/database';
import type { TestProject } from 'vitest/node';
import { databaseUrl, onServer } from './server-url.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server where databases may be made, and the name of the one to clone. */
    testDatabase: { server: string; template: string };
  }
}

/**
 * One real server for the whole run: TEST_DATABASE_URL, or the built-in one in a temporary folder, which need not
 * survive a power cut. Its template holds the platform's tables, so that each test file only clones.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given === undefined ? await startTemporary() : { url: given, stop: async () => {} };
  const template = `template_${process.pid}_${Date.now()}`;
  await onServer(server.url, `create database ${template} template template0`);
  const pool = openPool(databaseUrl(server.url, template), { max: 1 });
  await migrate(pool, allMigrations);
  await pool.end();
  project.provide('testDatabase', { server: server.url, template });
  return async () => {
    await onServer(server.url, `drop database if exists ${template}`);
    await server.stop();
  };
}

const prefix = 'tangram-test-';

async function startTemporary() {
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
