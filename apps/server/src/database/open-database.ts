import type { Migration } from '@tangram/schema';
import type { Log } from '../log.ts';
import type { DatabaseServer } from './database-server.ts';
import { migrate } from './migrate.ts';
import { type Pool, checkServer, openPool } from './pool.ts';

export interface Database {
  readonly pool: Pool;
  readonly url: string;
  /** Whether it is the built-in server. */
  readonly isEmbedded: boolean;
  close(): Promise<void>;
}

export interface DatabaseSettings {
  /** Connections at most. */
  readonly connections: number;
  readonly log: Log;
}

/**
 * Opens the database on `server` and brings the platform's tables up to date by `migrations`; without them it is left as
 * it is. Whatever happens, the server is given up with it.
 */
export async function openDatabase(
  server: DatabaseServer,
  { connections, log }: DatabaseSettings,
  migrations?: readonly Migration[],
): Promise<Database> {
  server.logTo(log);
  const { url, isEmbedded } = server;
  const pool = openPool(url, { max: connections });
  const close = async () => {
    await pool.end();
    await server.stop();
  };
  try {
    await checkServer(pool);
    const ran = migrations === undefined ? [] : await migrate(pool, migrations);
    if (ran.length > 0) log.info({ migrations: ran }, 'the database is up to date');
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, url, isEmbedded, close };
}
