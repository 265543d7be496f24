import path from 'node:path';
import { commandLog, type Log } from '../log.ts';
import { type EmbeddedServer, startEmbedded } from './embedded/index.ts';

/** The server that holds the database: the built-in one, started and looked after by us, or the one at an address. */
export interface DatabaseServer {
  readonly url: string;
  /** Whether it is the built-in server. */
  readonly isEmbedded: boolean;
  /** Where its troubles are written from now on; until then to standard error. */
  logTo(log: Log): void;
  /** Gives the built-in server up; the last process to do so stops it. */
  stop(): Promise<void>;
}

export interface ServerPlace {
  readonly dataDir: string;
  /** undefined: the built-in server, in a folder of `dataDir`. */
  readonly databaseUrl?: string;
}

/** How long after the built-in server went away it is started again. */
const restartMs = 500;

/**
 * Opens the server at `databaseUrl`, or starts the built-in one. That one comes up while the caller does other things, such
 * as loading the rest of the program: two thousand modules take a second. Whoever waits for it is told what went wrong.
 */
export function openDatabaseServer({ dataDir, databaseUrl }: ServerPlace): Promise<DatabaseServer> {
  if (databaseUrl !== undefined)
    return Promise.resolve({ url: databaseUrl, isEmbedded: false, logTo: () => {}, stop: async () => {} });
  const server = superviseEmbedded(path.join(dataDir, 'postgres'));
  // Nobody waits for it yet: Node would take a failure for one that nobody wants to know.
  server.catch(() => {});
  return server;
}

/** The built-in server, started again when it goes away (killed by hand, out of memory); the pool finds it by itself. */
async function superviseEmbedded(folder: string): Promise<DatabaseServer> {
  let log: Log = commandLog('warn');
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
    isEmbedded: true,
    logTo: (given) => (log = given),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      const last = await server.catch(() => undefined);
      await last?.stop();
    },
  };
}
