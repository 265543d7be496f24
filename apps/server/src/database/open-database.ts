import path from 'node:path';
import type { Migration } from '@tangram/schema';
import type { Log } from '../log.ts';
import { type EmbeddedServer, startEmbedded } from './embedded/index.ts';
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
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** Connections at most. */
  readonly connections: number;
  readonly log: Log;
}

/** How long after the built-in server went away it is started again. */
const restartMs = 500;

/**
 * Opens the database, the built-in one unless there is an address, and brings the platform's tables up to date by
 * `migrations`; without them it is left as it is.
 */
export async function openDatabase(settings: DatabaseSettings, migrations?: readonly Migration[]): Promise<Database> {
  const embedded =
    settings.databaseUrl === undefined ? await superviseEmbedded(settings.dataDir, settings.log) : undefined;
  const url = settings.databaseUrl ?? (embedded as Supervised).url;
  const pool = openPool(url, { max: settings.connections });
  const close = async () => {
    await pool.end();
    await embedded?.stop();
  };
  try {
    await checkServer(pool);
    const ran = migrations === undefined ? [] : await migrate(pool, migrations);
    if (ran.length > 0) settings.log.info({ migrations: ran }, 'the database is up to date');
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, url, isEmbedded: embedded !== undefined, close };
}

interface Supervised {
  readonly url: string;
  stop(): Promise<void>;
}

/** The built-in server, started again when it goes away (killed by hand, out of memory); the pool finds it by itself. */
async function superviseEmbedded(dataDir: string, log: Log): Promise<Supervised> {
  const folder = path.join(dataDir, 'postgres');
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const start = () => startEmbedded(folder, { onLost: startAgain });
  const startAgain = () => {
    if (isStopped || timer !== undefined) return;
    log.error('the built-in database went away; starting it again');
    timer = setTimeout(() => {
      timer = undefined;
      server = start();
      server.catch((error: unknown) => {
        log.error({ err: error }, 'the built-in database did not start again');
        startAgain();
      });
    }, restartMs);
  };
  /** The latest start, which may still be under way when we are told to stop. */
  let server: Promise<EmbeddedServer> = start();
  const { url } = await server;
  return {
    url,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      const last = await server.catch(() => undefined);
      await last?.stop();
    },
  };
}
