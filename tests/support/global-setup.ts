import { allMigrations, migrate, openPool } from '@tangram/server/database';
import type { TestProject } from 'vitest/node';
import { databaseUrl, onServer } from './server-url.ts';
import { openTestServer } from './test-server.ts';

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
  const server = await openTestServer();
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
