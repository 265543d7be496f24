import type { Config } from './config.ts';
import { openDatabaseServer } from './database/database-server.ts';

/** Starts the server; answers once it listens. */
export async function start(config: Config): Promise<void> {
  const databaseServer = openDatabaseServer(config);
  // Not imported above, so that the built-in database comes up while everything else loads.
  const { serve } = await import('./serve.ts');
  await serve(config, databaseServer);
}
