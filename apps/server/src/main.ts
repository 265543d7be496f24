import { PlatformError } from '@tangram/schema';
import { readConfig } from './config.ts';
import { openDatabaseServer } from './database/database-server.ts';

try {
  const config = readConfig();
  const databaseServer = openDatabaseServer(config);
  // Waited for in `serve`, which says what went wrong.
  databaseServer.catch(() => {});
  // Not imported above: loading two thousand modules takes a second, in which the built-in database comes up.
  const { serve } = await import('./serve.ts');
  await serve(config, databaseServer);
} catch (error) {
  if (!(error instanceof PlatformError)) throw error;
  for (const { message, hint } of error.problems)
    process.stderr.write(`${[message, hint].filter(Boolean).join(' ')}\n`);
  process.exitCode = 1;
}
