import path from 'node:path';
import { databaseError, hasCode, reasonOf } from '../database-error.ts';
import { type Binaries, locateBinaries } from './binaries.ts';
import { makeCluster } from './cluster.ts';
import { type Keeper, keepOpen } from './keeper.ts';
import { prepareFolder, socketFolder } from './folder.ts';
import { launch, runningServer, stopServer } from './postmaster.ts';

export { stopOrphan } from './postmaster.ts';

export interface EmbeddedOptions {
  /** Settings of the server (`fsync: 'off'`), on top of the launcher's own. */
  readonly settings?: { readonly [name: string]: string };
  /** The database to open, made when it is not there. */
  readonly database?: string;
  /** false: the cluster is made without waiting for the disk. For tests. */
  readonly isDurable?: boolean;
  /** Called when the server went away although nobody stopped it. */
  readonly onLost?: () => void;
}

export interface EmbeddedServer {
  /** `postgres://tangram@%2Fdata%2Fpostgres:5432/tangram`, as libpq and node-postgres read it. */
  readonly url: string;
  /** Whether the server was already running. */
  readonly isReused: boolean;
  /** Gives the server up; the last process to do so stops it. */
  stop(): Promise<void>;
}

/**
 * Opens the built-in PostgreSQL server whose data stand in `folder`: makes the cluster on the first start, starts the
 * server or joins the one that runs. Any number of processes may call this at once.
 *
 * There is no lock file to go stale. The two steps that must happen once are made exclusive by what they end in: a
 * cluster is made in a folder of its own and *renamed* to `data`, which fails when another was quicker; and PostgreSQL
 * itself refuses a second server on the same folder, in which case we join the first. Being killed between any two
 * steps therefore leaves nothing that the next start could trip over.
 *
 * Every user holds one connection, with a shared advisory lock: whoever gives up last can take the lock alone and
 * stops the server. A process that was killed leaves the server running; the next start joins it.
 *
 * Throws `PlatformError` with one of `DATABASE_PLATFORM`, `_BINARIES`, `_FOLDER`, `_FOLDER_UNREACHABLE`, `_DISK_FULL`,
 * `_VERSION`, `_START`.
 */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const home = path.resolve(folder);
  try {
    const account = prepareFolder(home);
    const binaries = locateBinaries(home, account);
    const data = makeCluster(home, binaries, options.isDurable ?? true);
    return await joinOrLaunch(home, data, binaries, options);
  } catch (error) {
    if (hasCode(error, 'ENOSPC')) throw databaseError('DATABASE_DISK_FULL', { folder: home }, error);
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR')) {
      throw databaseError('DATABASE_FOLDER', { folder: home, reason: reasonOf(error) }, error);
    }
    throw error;
  }
}

/** A server may be stopped by its last user in the moment we find it; then the next round starts it again. */
const rounds = 5;

async function joinOrLaunch(
  home: string,
  data: string,
  binaries: Binaries,
  options: EmbeddedOptions,
): Promise<EmbeddedServer> {
  const database = options.database ?? 'tangram';
  let failure: unknown;
  for (let round = 0; round < rounds; round++) {
    const running = await runningServer(data);
    const server =
      running ?? (await launch(data, socketFolder(home, binaries.account), binaries, options.settings ?? {}));
    try {
      const keeper = await keepOpen(server.socketFolder, database, options.onLost);
      return embedded(keeper, running !== null, () => stopServer(server));
    } catch (error) {
      failure = error;
    }
  }
  throw databaseError('DATABASE_START', { reason: reasonOf(failure), log: path.join(home, 'postgres.log') }, failure);
}

function embedded(keeper: Keeper, isReused: boolean, stopServer: () => Promise<void>): EmbeddedServer {
  return {
    url: keeper.url,
    isReused,
    async stop() {
      if (await keeper.isLast()) await stopServer();
      await keeper.close();
    },
  };
}
