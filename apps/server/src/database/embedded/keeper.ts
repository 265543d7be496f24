import pg from 'pg';
import { hasCode } from '../database-error.ts';
import { owner } from './cluster.ts';

/** The one connection by which a process says that it uses the built-in server. */
export interface Keeper {
  readonly url: string;
  /** Whether no other process uses the server; from then on none can begin to, until it has stopped. */
  isLast(): Promise<boolean>;
  close(): Promise<void>;
}

/** A number of ours for PostgreSQL's advisory locks. */
const usersLock = 7_110_001;

export async function keepOpen(socketFolder: string, database: string, onLost?: () => void): Promise<Keeper> {
  const client = new pg.Client({
    host: socketFolder,
    port: 5432,
    user: owner,
    database: 'postgres',
    application_name: 'tangram keeper',
  });
  let isClosing = false;
  client.on('error', () => {
    // A broken connection says so more than once.
    if (isClosing) return;
    isClosing = true;
    onLost?.();
  });
  await client.connect();
  await client.query(`select pg_advisory_lock_shared(${usersLock})`);
  await ensureDatabase(client, database);
  return {
    url: `postgres://${owner}@${encodeURIComponent(socketFolder)}:5432/${encodeURIComponent(database)}`,
    async isLast() {
      isClosing = true;
      try {
        await client.query(`select pg_advisory_unlock_shared(${usersLock})`);
        const { rows } = await client.query<{ alone: boolean }>(`select pg_try_advisory_lock(${usersLock}) as alone`);
        return rows[0]?.alone === true;
      } catch {
        // The server is already gone: nobody needs to stop it.
        return false;
      }
    },
    async close() {
      isClosing = true;
      await client.end().catch(() => {});
    },
  };
}

async function ensureDatabase(client: pg.Client, database: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
  if (rowCount !== 0) return;
  try {
    await client.query(`create database ${client.escapeIdentifier(database)}`);
  } catch (error) {
    // 42P04, 23505: another process made it in the same moment.
    if (!hasCode(error, '42P04', '23505')) throw error;
  }
}
