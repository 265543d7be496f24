import { setImmediate } from 'node:timers/promises';
import type { Config } from './config.ts';
import { openDatabaseServer } from './database/database-server.ts';

/** Starts the server; answers once it listens. */
export async function start(config: Config): Promise<void> {
  const databaseServer = openDatabaseServer(config);
  // Not imported above, so that the built-in database comes up while everything else loads; its process is started within
  // this turn, and loading lets no other happen.
  await setImmediate();
  const { serve } = await import('./serve.ts');
  await serve(config, databaseServer);
}
